
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'git-desk' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'git-desk'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'git-desk' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a desk in this repository')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a ticket')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a ticket')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List tickets')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List tickets')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a ticket with its thread')
            [CompletionResult]::new('view', 'view', [CompletionResultType]::ParameterValue, 'Show a ticket with its thread')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Show what happened, latest first')
            [CompletionResult]::new('reply', 'reply', [CompletionResultType]::ParameterValue, 'Answer the requester, or record their words')
            [CompletionResult]::new('note', 'note', [CompletionResultType]::ParameterValue, 'Leave a note for the team')
            [CompletionResult]::new('comment', 'comment', [CompletionResultType]::ParameterValue, 'Leave a note for the team')
            [CompletionResult]::new('take', 'take', [CompletionResultType]::ParameterValue, 'Take tickets: you have them from then on')
            [CompletionResult]::new('claim', 'claim', [CompletionResultType]::ParameterValue, 'Take tickets: you have them from then on')
            [CompletionResult]::new('assign', 'assign', [CompletionResultType]::ParameterValue, 'Give a ticket to somebody')
            [CompletionResult]::new('unassign', 'unassign', [CompletionResultType]::ParameterValue, 'Put tickets back: nobody has them')
            [CompletionResult]::new('escalate', 'escalate', [CompletionResultType]::ParameterValue, 'Pass a ticket to the next support level')
            [CompletionResult]::new('deescalate', 'deescalate', [CompletionResultType]::ParameterValue, 'Pass a ticket back to the level below')
            [CompletionResult]::new('wait', 'wait', [CompletionResultType]::ParameterValue, 'Mark tickets as waiting for their requester')
            [CompletionResult]::new('hold', 'hold', [CompletionResultType]::ParameterValue, 'Mark tickets as waiting for a third party')
            [CompletionResult]::new('solve', 'solve', [CompletionResultType]::ParameterValue, 'Solve tickets: answered, and the requester may object')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close tickets: over')
            [CompletionResult]::new('reopen', 'reopen', [CompletionResultType]::ParameterValue, 'Open done tickets again')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change fields of tickets')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Tie a ticket to another')
            [CompletionResult]::new('unlink', 'unlink', [CompletionResultType]::ParameterValue, 'Remove a tie between two tickets')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Close a ticket whose matter goes on in another')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'Watch tickets: you want to hear of them')
            [CompletionResult]::new('unwatch', 'unwatch', [CompletionResultType]::ParameterValue, 'Stop watching tickets')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take back your last act here')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import tickets from JSON Lines, all in one commit')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Export all tickets as JSON Lines')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Find what is wrong with the desk')
            [CompletionResult]::new('pack', 'pack', [CompletionResultType]::ParameterValue, 'Gather the entries of tickets long done, one file a ticket')
            [CompletionResult]::new('unpack', 'unpack', [CompletionResultType]::ParameterValue, 'Take the packed threads of tickets apart again')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Show a ticket''s life on a desk made for the purpose')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'git-desk;init' {
            [CompletionResult]::new('--prefix', '--prefix', [CompletionResultType]::ParameterName, 'What ticket ids begin with: one to ten capital letters or digits')
            [CompletionResult]::new('--zone', '--zone', [CompletionResultType]::ParameterName, 'The desk''s time zone, an IANA name; the machine''s own by default')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;new' {
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The same, for scripts that know it from gh')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'The same, for scripts that know it from gh')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'The description, Markdown')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'The description, Markdown')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Begin the description with a template of `templates/tickets`')
            [CompletionResult]::new('--reporter', '--reporter', [CompletionResultType]::ParameterName, 'Who asks: `Name <address>`, an address or a handle; you by default')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'The way it came: `phone`, `chat`, `mail`, `web`, `walk-in`, …')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Add a label')
            [CompletionResult]::new('--label', '--label', [CompletionResultType]::ParameterName, 'Add a label')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Give it to somebody: a handle, `Name <address>` or `@me`')
            [CompletionResult]::new('--assignee', '--assignee', [CompletionResultType]::ParameterName, 'Give it to somebody: a handle, `Name <address>` or `@me`')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, '`incident`, `request`, `question`, `problem`, `change`')
            [CompletionResult]::new('--urgency', '--urgency', [CompletionResultType]::ParameterName, 'How soon it hurts: `low`, `medium`, `high`')
            [CompletionResult]::new('--impact', '--impact', [CompletionResultType]::ParameterName, 'How many it hurts: `low`, `medium`, `high`')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'The support level that gets it')
            [CompletionResult]::new('--team', '--team', [CompletionResultType]::ParameterName, 'The team that gets it, where it is not the level''s')
            [CompletionResult]::new('--due', '--due', [CompletionResultType]::ParameterName, 'A time it must be done by: a date, `friday`, or a span from now such as `2d`')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Set any other field')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Write the description in an editor')
            [CompletionResult]::new('--edit', '--edit', [CompletionResultType]::ParameterName, 'Write the description in an editor')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;create' {
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The same, for scripts that know it from gh')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'The same, for scripts that know it from gh')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'The description, Markdown')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'The description, Markdown')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Begin the description with a template of `templates/tickets`')
            [CompletionResult]::new('--reporter', '--reporter', [CompletionResultType]::ParameterName, 'Who asks: `Name <address>`, an address or a handle; you by default')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'The way it came: `phone`, `chat`, `mail`, `web`, `walk-in`, …')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Add a label')
            [CompletionResult]::new('--label', '--label', [CompletionResultType]::ParameterName, 'Add a label')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Give it to somebody: a handle, `Name <address>` or `@me`')
            [CompletionResult]::new('--assignee', '--assignee', [CompletionResultType]::ParameterName, 'Give it to somebody: a handle, `Name <address>` or `@me`')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, '`incident`, `request`, `question`, `problem`, `change`')
            [CompletionResult]::new('--urgency', '--urgency', [CompletionResultType]::ParameterName, 'How soon it hurts: `low`, `medium`, `high`')
            [CompletionResult]::new('--impact', '--impact', [CompletionResultType]::ParameterName, 'How many it hurts: `low`, `medium`, `high`')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'The support level that gets it')
            [CompletionResult]::new('--team', '--team', [CompletionResultType]::ParameterName, 'The team that gets it, where it is not the level''s')
            [CompletionResult]::new('--due', '--due', [CompletionResultType]::ParameterName, 'A time it must be done by: a date, `friday`, or a span from now such as `2d`')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Set any other field')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Write the description in an editor')
            [CompletionResult]::new('--edit', '--edit', [CompletionResultType]::ParameterName, 'Write the description in an editor')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;list' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, '`open` (what is not done), `closed` (what is done), `all`, or statuses')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, '`open` (what is not done), `closed` (what is done), `all`, or statuses')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Whose: a handle, an address, `@me`, or `@none`')
            [CompletionResult]::new('--assignee', '--assignee', [CompletionResultType]::ParameterName, 'Whose: a handle, an address, `@me`, or `@none`')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'With this label; several: with all of them')
            [CompletionResult]::new('--label', '--label', [CompletionResultType]::ParameterName, 'With this label; several: with all of them')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'At this support level')
            [CompletionResult]::new('--team', '--team', [CompletionResultType]::ParameterName, 'With this team')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'With this priority')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Of this type')
            [CompletionResult]::new('-L', '-L ', [CompletionResultType]::ParameterName, 'At most this many')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most this many')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Order by `priority`, `created`, `level`, `status`, `assignee`, `due`, `title`, `id`; `-` turns one round')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON with these fields, or `all`')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;ls' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, '`open` (what is not done), `closed` (what is done), `all`, or statuses')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, '`open` (what is not done), `closed` (what is done), `all`, or statuses')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Whose: a handle, an address, `@me`, or `@none`')
            [CompletionResult]::new('--assignee', '--assignee', [CompletionResultType]::ParameterName, 'Whose: a handle, an address, `@me`, or `@none`')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'With this label; several: with all of them')
            [CompletionResult]::new('--label', '--label', [CompletionResultType]::ParameterName, 'With this label; several: with all of them')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'At this support level')
            [CompletionResult]::new('--team', '--team', [CompletionResultType]::ParameterName, 'With this team')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'With this priority')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Of this type')
            [CompletionResult]::new('-L', '-L ', [CompletionResultType]::ParameterName, 'At most this many')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most this many')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Order by `priority`, `created`, `level`, `status`, `assignee`, `due`, `title`, `id`; `-` turns one round')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON with these fields, or `all`')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;show' {
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON with these fields, or `all`')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'Print the file as it is')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;view' {
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON with these fields, or `all`')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'Print the file as it is')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;log' {
            [CompletionResult]::new('-L', '-L ', [CompletionResultType]::ParameterName, 'At most this many entries; 50 where no ticket is named')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most this many entries; 50 where no ticket is named')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;reply' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Whose words these are: `requester`, `Name <address>`, an address or a handle')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Until then it waits: a date, `friday`, or a span from now such as `2d`')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Begin with a template of `templates/replies`')
            [CompletionResult]::new('--attach', '--attach', [CompletionResultType]::ParameterName, 'Keep a file with it')
            [CompletionResult]::new('--minutes', '--minutes', [CompletionResultType]::ParameterName, 'Time spent, in minutes')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'From then on the ticket waits for the requester')
            [CompletionResult]::new('--solve', '--solve', [CompletionResultType]::ParameterName, 'The ticket is solved with it')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;note' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--attach', '--attach', [CompletionResultType]::ParameterName, 'Keep a file with it')
            [CompletionResult]::new('--minutes', '--minutes', [CompletionResultType]::ParameterName, 'Time spent, in minutes')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;comment' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--attach', '--attach', [CompletionResultType]::ParameterName, 'Keep a file with it')
            [CompletionResult]::new('--minutes', '--minutes', [CompletionResultType]::ParameterName, 'Time spent, in minutes')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;take' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;claim' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;assign' {
            [CompletionResult]::new('--team', '--team', [CompletionResultType]::ParameterName, 'Give it to this team as well')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;unassign' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;escalate' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The level, where it is not the next one')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why: `skill`, `access`, `time`, `severity` or `request`')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Who gets it there')
            [CompletionResult]::new('--assignee', '--assignee', [CompletionResultType]::ParameterName, 'Who gets it there')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;deescalate' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The level, where it is not the one below')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;wait' {
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'From then on it counts as open again: a date, `friday`, or a span from now such as `2d`')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;hold' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;solve' {
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'How: `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`')
            [CompletionResult]::new('--resolution', '--resolution', [CompletionResultType]::ParameterName, 'How: `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;close' {
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'How: `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`')
            [CompletionResult]::new('--resolution', '--resolution', [CompletionResultType]::ParameterName, 'How: `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;reopen' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;edit' {
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'A new title')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'A new title')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'A new description, Markdown')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'A new description, Markdown')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the new description from a file, `-` for standard input')
            [CompletionResult]::new('--body-file', '--body-file', [CompletionResultType]::ParameterName, 'Read the new description from a file, `-` for standard input')
            [CompletionResult]::new('--add-label', '--add-label', [CompletionResultType]::ParameterName, 'Add a label')
            [CompletionResult]::new('--remove-label', '--remove-label', [CompletionResultType]::ParameterName, 'Remove a label')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Set a field')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why; an override of the priority needs it')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;link' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;unlink' {
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only this kind of tie')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;merge' {
            [CompletionResult]::new('--into', '--into', [CompletionResultType]::ParameterName, 'The ticket that goes on')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text, Markdown; several make paragraphs')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, `-` for standard input')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;watch' {
            [CompletionResult]::new('--who', '--who', [CompletionResultType]::ParameterName, 'Who, where it is not you')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;unwatch' {
            [CompletionResult]::new('--who', '--who', [CompletionResultType]::ParameterName, 'Who, where it is not you')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;undo' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;import' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Import nothing if a line is bad')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;export' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to this file, at once when all is done; `-` is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file, at once when all is done; `-` is standard output')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;check' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Mend what is safe to mend, and commit it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;pack' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be packed, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be packed, and change nothing')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;unpack' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;completions' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;man' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'git-desk;demo' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--desk', '--desk', [CompletionResultType]::ParameterName, 'The desk''s folder, where it is not `desk`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-commit', '--no-commit', [CompletionResultType]::ParameterName, 'Write the files, and leave the commit to you')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Commit although HEAD is on no branch')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not send long output through a pager')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what went wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'git-desk;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a desk in this repository')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a ticket')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List tickets')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a ticket with its thread')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Show what happened, latest first')
            [CompletionResult]::new('reply', 'reply', [CompletionResultType]::ParameterValue, 'Answer the requester, or record their words')
            [CompletionResult]::new('note', 'note', [CompletionResultType]::ParameterValue, 'Leave a note for the team')
            [CompletionResult]::new('take', 'take', [CompletionResultType]::ParameterValue, 'Take tickets: you have them from then on')
            [CompletionResult]::new('assign', 'assign', [CompletionResultType]::ParameterValue, 'Give a ticket to somebody')
            [CompletionResult]::new('unassign', 'unassign', [CompletionResultType]::ParameterValue, 'Put tickets back: nobody has them')
            [CompletionResult]::new('escalate', 'escalate', [CompletionResultType]::ParameterValue, 'Pass a ticket to the next support level')
            [CompletionResult]::new('deescalate', 'deescalate', [CompletionResultType]::ParameterValue, 'Pass a ticket back to the level below')
            [CompletionResult]::new('wait', 'wait', [CompletionResultType]::ParameterValue, 'Mark tickets as waiting for their requester')
            [CompletionResult]::new('hold', 'hold', [CompletionResultType]::ParameterValue, 'Mark tickets as waiting for a third party')
            [CompletionResult]::new('solve', 'solve', [CompletionResultType]::ParameterValue, 'Solve tickets: answered, and the requester may object')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close tickets: over')
            [CompletionResult]::new('reopen', 'reopen', [CompletionResultType]::ParameterValue, 'Open done tickets again')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change fields of tickets')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Tie a ticket to another')
            [CompletionResult]::new('unlink', 'unlink', [CompletionResultType]::ParameterValue, 'Remove a tie between two tickets')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Close a ticket whose matter goes on in another')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'Watch tickets: you want to hear of them')
            [CompletionResult]::new('unwatch', 'unwatch', [CompletionResultType]::ParameterValue, 'Stop watching tickets')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take back your last act here')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import tickets from JSON Lines, all in one commit')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Export all tickets as JSON Lines')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Find what is wrong with the desk')
            [CompletionResult]::new('pack', 'pack', [CompletionResultType]::ParameterValue, 'Gather the entries of tickets long done, one file a ticket')
            [CompletionResult]::new('unpack', 'unpack', [CompletionResultType]::ParameterValue, 'Take the packed threads of tickets apart again')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Show a ticket''s life on a desk made for the purpose')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'git-desk;help;init' {
            break
        }
        'git-desk;help;new' {
            break
        }
        'git-desk;help;list' {
            break
        }
        'git-desk;help;show' {
            break
        }
        'git-desk;help;log' {
            break
        }
        'git-desk;help;reply' {
            break
        }
        'git-desk;help;note' {
            break
        }
        'git-desk;help;take' {
            break
        }
        'git-desk;help;assign' {
            break
        }
        'git-desk;help;unassign' {
            break
        }
        'git-desk;help;escalate' {
            break
        }
        'git-desk;help;deescalate' {
            break
        }
        'git-desk;help;wait' {
            break
        }
        'git-desk;help;hold' {
            break
        }
        'git-desk;help;solve' {
            break
        }
        'git-desk;help;close' {
            break
        }
        'git-desk;help;reopen' {
            break
        }
        'git-desk;help;edit' {
            break
        }
        'git-desk;help;link' {
            break
        }
        'git-desk;help;unlink' {
            break
        }
        'git-desk;help;merge' {
            break
        }
        'git-desk;help;watch' {
            break
        }
        'git-desk;help;unwatch' {
            break
        }
        'git-desk;help;undo' {
            break
        }
        'git-desk;help;import' {
            break
        }
        'git-desk;help;export' {
            break
        }
        'git-desk;help;check' {
            break
        }
        'git-desk;help;pack' {
            break
        }
        'git-desk;help;unpack' {
            break
        }
        'git-desk;help;completions' {
            break
        }
        'git-desk;help;man' {
            break
        }
        'git-desk;help;demo' {
            break
        }
        'git-desk;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
