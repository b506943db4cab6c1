complete --keep-order --exclusive --command git-desk --arguments "(COMPLETE=fish git-desk -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"

function __git_desk_after_git
    set -l words (commandline -opc)
    set -l at (contains -i -- desk $words)
    or return
    complete -C "git-desk "(string join ' ' -- (string escape -- $words[(math $at + 1)..-1]) (commandline -ct))
end
complete -c git -f -n '__fish_seen_subcommand_from desk' -a '(__git_desk_after_git)'
complete -c git -f -n __fish_use_subcommand -a desk -d 'A helpdesk that lives in a git repository'
