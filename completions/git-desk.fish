# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_git_desk_global_optspecs
    string join \n C= desk= no-commit detached color= no-pager q/quiet v/verbose h/help V/version
end

function __fish_git_desk_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_git_desk_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_git_desk_using_subcommand
    set -l cmd (__fish_git_desk_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c git-desk -n "__fish_git_desk_needs_command" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_needs_command" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_needs_command" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_needs_command" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_needs_command" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_needs_command" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_needs_command" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_needs_command" -s V -l version -d 'Print version'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "init" -d 'Make a desk in this repository'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "new" -d 'Make a ticket'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "create" -d 'Make a ticket'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "list" -d 'List tickets'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "ls" -d 'List tickets'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "show" -d 'Show a ticket with its thread'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "view" -d 'Show a ticket with its thread'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "log" -d 'Show what happened, latest first'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "reply" -d 'Answer the requester, or record their words'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "note" -d 'Leave a note for the team'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "comment" -d 'Leave a note for the team'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "take" -d 'Take tickets: you have them from then on'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "claim" -d 'Take tickets: you have them from then on'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "assign" -d 'Give a ticket to somebody'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "unassign" -d 'Put tickets back: nobody has them'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "escalate" -d 'Pass a ticket to the next support level'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "deescalate" -d 'Pass a ticket back to the level below'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "wait" -d 'Mark tickets as waiting for their requester'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "hold" -d 'Mark tickets as waiting for a third party'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "solve" -d 'Solve tickets: answered, and the requester may object'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "close" -d 'Close tickets: over'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "reopen" -d 'Open done tickets again'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "edit" -d 'Change fields of tickets'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "link" -d 'Tie a ticket to another'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "unlink" -d 'Remove a tie between two tickets'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "merge" -d 'Close a ticket whose matter goes on in another'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "watch" -d 'Watch tickets: you want to hear of them'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "unwatch" -d 'Stop watching tickets'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "undo" -d 'Take back your last act here'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "import" -d 'Import tickets from JSON Lines, all in one commit'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "export" -d 'Export all tickets as JSON Lines'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "check" -d 'Find what is wrong with the desk'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "pack" -d 'Gather the entries of tickets long done, one file a ticket'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "unpack" -d 'Take the packed threads of tickets apart again'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "completions" -d 'Print the completions for a shell'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "man" -d 'Print the man page'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "demo" -d 'Show a ticket\'s life on a desk made for the purpose'
complete -c git-desk -n "__fish_git_desk_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -l prefix -d 'What ticket ids begin with: one to ten capital letters or digits' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -l zone -d 'The desk\'s time zone, an IANA name; the machine\'s own by default' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s t -l title -d 'The same, for scripts that know it from gh' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s b -l body -d 'The description, Markdown' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l template -d 'Begin the description with a template of `templates/tickets`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l reporter -d 'Who asks: `Name <address>`, an address or a handle; you by default' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l source -d 'The way it came: `phone`, `chat`, `mail`, `web`, `walk-in`, …' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s l -l label -d 'Add a label' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s a -l assignee -d 'Give it to somebody: a handle, `Name <address>` or `@me`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l type -d '`incident`, `request`, `question`, `problem`, `change`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l urgency -d 'How soon it hurts: `low`, `medium`, `high`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l impact -d 'How many it hurts: `low`, `medium`, `high`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l level -d 'The support level that gets it' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l team -d 'The team that gets it, where it is not the level\'s' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l due -d 'A time it must be done by: a date, `friday`, or a span from now such as `2d`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l set -d 'Set any other field' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s e -l edit -d 'Write the description in an editor'
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s t -l title -d 'The same, for scripts that know it from gh' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s b -l body -d 'The description, Markdown' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l template -d 'Begin the description with a template of `templates/tickets`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l reporter -d 'Who asks: `Name <address>`, an address or a handle; you by default' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l source -d 'The way it came: `phone`, `chat`, `mail`, `web`, `walk-in`, …' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s l -l label -d 'Add a label' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s a -l assignee -d 'Give it to somebody: a handle, `Name <address>` or `@me`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l type -d '`incident`, `request`, `question`, `problem`, `change`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l urgency -d 'How soon it hurts: `low`, `medium`, `high`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l impact -d 'How many it hurts: `low`, `medium`, `high`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l level -d 'The support level that gets it' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l team -d 'The team that gets it, where it is not the level\'s' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l due -d 'A time it must be done by: a date, `friday`, or a span from now such as `2d`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l set -d 'Set any other field' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s e -l edit -d 'Write the description in an editor'
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -s s -l state -d '`open` (what is not done), `closed` (what is done), `all`, or statuses' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -s a -l assignee -d 'Whose: a handle, an address, `@me`, or `@none`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -s l -l label -d 'With this label; several: with all of them' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l level -d 'At this support level' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l team -d 'With this team' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l priority -d 'With this priority' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l type -d 'Of this type' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -s L -l limit -d 'At most this many' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l sort -d 'Order by `priority`, `created`, `level`, `status`, `assignee`, `due`, `title`, `id`; `-` turns one round' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l json -d 'Print JSON with these fields, or `all`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -s s -l state -d '`open` (what is not done), `closed` (what is done), `all`, or statuses' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -s a -l assignee -d 'Whose: a handle, an address, `@me`, or `@none`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -s l -l label -d 'With this label; several: with all of them' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l level -d 'At this support level' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l team -d 'With this team' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l priority -d 'With this priority' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l type -d 'Of this type' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -s L -l limit -d 'At most this many' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l sort -d 'Order by `priority`, `created`, `level`, `status`, `assignee`, `due`, `title`, `id`; `-` turns one round' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l json -d 'Print JSON with these fields, or `all`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -l json -d 'Print JSON with these fields, or `all`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -l raw -d 'Print the file as it is'
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand show" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -l json -d 'Print JSON with these fields, or `all`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -l raw -d 'Print the file as it is'
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand view" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -s L -l limit -d 'At most this many entries; 50 where no ticket is named' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -l json -d 'Print JSON'
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand log" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l from -d 'Whose words these are: `requester`, `Name <address>`, an address or a handle' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l until -d 'Until then it waits: a date, `friday`, or a span from now such as `2d`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l template -d 'Begin with a template of `templates/replies`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l attach -d 'Keep a file with it' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l minutes -d 'Time spent, in minutes' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l wait -d 'From then on the ticket waits for the requester'
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l solve -d 'The ticket is solved with it'
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand reply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -l attach -d 'Keep a file with it' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -l minutes -d 'Time spent, in minutes' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand note" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -l attach -d 'Keep a file with it' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -l minutes -d 'Time spent, in minutes' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand comment" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand take" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand take" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand take" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand take" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand take" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand take" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand take" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand take" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand take" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand claim" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand claim" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand claim" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand claim" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand claim" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand claim" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand claim" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand claim" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand claim" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -l team -d 'Give it to this team as well' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand assign" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand unassign" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand unassign" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand unassign" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand unassign" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand unassign" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand unassign" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand unassign" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand unassign" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand unassign" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -l to -d 'The level, where it is not the next one' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -l reason -d 'Why: `skill`, `access`, `time`, `severity` or `request`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -s a -l assignee -d 'Who gets it there' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand escalate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -l to -d 'The level, where it is not the one below' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand deescalate" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -l until -d 'From then on it counts as open again: a date, `friday`, or a span from now such as `2d`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand wait" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand hold" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -s r -l resolution -d 'How: `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand solve" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -s r -l resolution -d 'How: `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand close" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand reopen" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -s t -l title -d 'A new title' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -s b -l body -d 'A new description, Markdown' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -s F -l body-file -d 'Read the new description from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -l add-label -d 'Add a label' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -l remove-label -d 'Remove a label' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -l set -d 'Set a field' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -l reason -d 'Why; an override of the priority needs it' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand link" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand link" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand link" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand link" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand link" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand link" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand link" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand link" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand link" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -l kind -d 'Only this kind of tie' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand unlink" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -l into -d 'The ticket that goes on' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -s m -l message -d 'The text, Markdown; several make paragraphs' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -s F -l file -d 'Read the text from a file, `-` for standard input' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand merge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -l who -d 'Who, where it is not you' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand watch" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -l who -d 'Who, where it is not you' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand unwatch" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand undo" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand undo" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand undo" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand undo" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand undo" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand undo" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand undo" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand undo" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -l strict -d 'Import nothing if a line is bad'
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -s o -l output -d 'Write to this file, at once when all is done; `-` is standard output' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -l fix -d 'Mend what is safe to mend, and commit it'
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -l json -d 'Print JSON'
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -s n -l dry-run -d 'Say what would be packed, and change nothing'
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand pack" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand unpack" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand unpack" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand unpack" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand unpack" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand unpack" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand unpack" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand unpack" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand unpack" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand unpack" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand completions" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand completions" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand completions" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand completions" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand completions" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand completions" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand completions" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand man" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand man" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand man" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand man" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand man" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand man" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand man" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand man" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand man" -s h -l help -d 'Print help'
complete -c git-desk -n "__fish_git_desk_using_subcommand demo" -s C -d 'Run as if started in this folder' -r -F
complete -c git-desk -n "__fish_git_desk_using_subcommand demo" -l desk -d 'The desk\'s folder, where it is not `desk`' -r
complete -c git-desk -n "__fish_git_desk_using_subcommand demo" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c git-desk -n "__fish_git_desk_using_subcommand demo" -l no-commit -d 'Write the files, and leave the commit to you'
complete -c git-desk -n "__fish_git_desk_using_subcommand demo" -l detached -d 'Commit although HEAD is on no branch'
complete -c git-desk -n "__fish_git_desk_using_subcommand demo" -l no-pager -d 'Do not send long output through a pager'
complete -c git-desk -n "__fish_git_desk_using_subcommand demo" -s q -l quiet -d 'Say only what went wrong'
complete -c git-desk -n "__fish_git_desk_using_subcommand demo" -s v -l verbose -d 'Say more of what is done'
complete -c git-desk -n "__fish_git_desk_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "init" -d 'Make a desk in this repository'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "new" -d 'Make a ticket'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "list" -d 'List tickets'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "show" -d 'Show a ticket with its thread'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "log" -d 'Show what happened, latest first'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "reply" -d 'Answer the requester, or record their words'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "note" -d 'Leave a note for the team'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "take" -d 'Take tickets: you have them from then on'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "assign" -d 'Give a ticket to somebody'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "unassign" -d 'Put tickets back: nobody has them'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "escalate" -d 'Pass a ticket to the next support level'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "deescalate" -d 'Pass a ticket back to the level below'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "wait" -d 'Mark tickets as waiting for their requester'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "hold" -d 'Mark tickets as waiting for a third party'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "solve" -d 'Solve tickets: answered, and the requester may object'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "close" -d 'Close tickets: over'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "reopen" -d 'Open done tickets again'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "edit" -d 'Change fields of tickets'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "link" -d 'Tie a ticket to another'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "unlink" -d 'Remove a tie between two tickets'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "merge" -d 'Close a ticket whose matter goes on in another'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "watch" -d 'Watch tickets: you want to hear of them'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "unwatch" -d 'Stop watching tickets'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "undo" -d 'Take back your last act here'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "import" -d 'Import tickets from JSON Lines, all in one commit'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "export" -d 'Export all tickets as JSON Lines'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "check" -d 'Find what is wrong with the desk'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "pack" -d 'Gather the entries of tickets long done, one file a ticket'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "unpack" -d 'Take the packed threads of tickets apart again'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "completions" -d 'Print the completions for a shell'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "man" -d 'Print the man page'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "demo" -d 'Show a ticket\'s life on a desk made for the purpose'
complete -c git-desk -n "__fish_git_desk_using_subcommand help; and not __fish_seen_subcommand_from init new list show log reply note take assign unassign escalate deescalate wait hold solve close reopen edit link unlink merge watch unwatch undo import export check pack unpack completions man demo help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'

function __git_desk_after_git
    set -l words (commandline -opc)
    set -l at (contains -i -- desk $words)
    or return
    complete -C "git-desk "(string join ' ' -- (string escape -- $words[(math $at + 1)..-1]) (commandline -ct))
end
complete -c git -f -n '__fish_seen_subcommand_from desk' -a '(__git_desk_after_git)'
complete -c git -f -n __fish_use_subcommand -a desk -d 'A helpdesk that lives in a git repository'
