# What can go wrong with what is kept.

trouble-disk = { $path }: your sessions cannot be read or written ({ $what })
    .hint = make the folder one that you may read and write, on a disk that is not full
trouble-busy = { $path }: another program is using your sessions
    .hint = try again in a moment
trouble-newer = { $path }: a newer Sitwell wrote your sessions
    .hint = install the newer Sitwell again; the file was left as it is
trouble-damaged = { $path }: your sessions are damaged ({ $what })
    .hint = end Sitwell and start it again: it sets the file aside and takes over what can be read
