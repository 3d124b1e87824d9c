#include "engine/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool system_error(KmError *err, const char *doing, const char *path)
{
    return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "cannot %s: %s", doing, strerror(errno));
}

static bool read_all(KmArena *arena, int fd, const char *path, size_t size, KmBytes *ret_bytes,
                     KmError *err)
{
    char *bytes = km_alloc(arena, size + 1);
    size_t length = 0;
    while (length < size) {
        ssize_t n = read(fd, bytes + length, size - length);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return system_error(err, "read the file", path);
        }
        if (n == 0) {
            break;
        }
        length += (size_t)n;
    }
    bytes[length] = '\0';
    *ret_bytes = (KmBytes){.bytes = bytes, .length = length};
    return true;
}

bool km_file_read(KmArena *arena, const char *path, size_t cap, KmBytes *ret_bytes, KmError *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return system_error(err, "open the file", path);
    }
    struct stat st;
    bool ok = false;
    if (fstat(fd, &st) != 0) {
        (void)system_error(err, "look at the file", path);
    } else if (!S_ISREG(st.st_mode)) {
        (void)km_error_at(err, KM_ERROR_INPUT, path, 0, 0, "this is not an ordinary file");
    } else if ((uint64_t)st.st_size > cap) {
        (void)km_error_at(err, KM_ERROR_LIMIT, path, 0, 0,
                          "the file has %lld bytes; at most %zu are read", (long long)st.st_size,
                          cap);
    } else {
        ok = read_all(arena, fd, path, (size_t)st.st_size, ret_bytes, err);
    }
    (void)close(fd);
    return ok;
}

bool km_write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        bytes += n;
        length -= (size_t)n;
    }
    return true;
}

static void sync_parent(const char *path)
{
    char parent[4096];
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - path);
    if (n >= sizeof parent) {
        return;
    }
    memcpy(parent, path, n);
    parent[n] = '\0';
    int fd = open(slash == NULL ? "." : n == 0 ? "/" : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        /* Some file systems refuse to sync a directory; the file itself is already on disk. */
        (void)fsync(fd);
        (void)close(fd);
    }
}

static bool is_special_target(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static bool write_file(const char *path, const KmBytes *content, mode_t mode, bool synced,
                       KmError *err)
{
    if (is_special_target(path)) {
        return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0,
                           "the target exists and is not an ordinary file; nothing was written");
    }
    char temporary[4096];
    int n = snprintf(temporary, sizeof temporary, "%s.tmp-%ld", path, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof temporary) {
        return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "the path is too long");
    }
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0) {
        return system_error(err, "make a file here", path);
    }
    bool ok = km_write_all(fd, content->bytes, content->length) && (!synced || fsync(fd) == 0);
    int failure = errno;
    ok = close(fd) == 0 && ok;
    if (ok && rename(temporary, path) == 0) {
        if (synced) {
            sync_parent(path);
        }
        return true;
    }
    errno = ok ? errno : failure;
    (void)system_error(err, "write the file", path);
    (void)unlink(temporary);
    return false;
}

bool km_file_write(const char *path, const char *bytes, size_t length, mode_t mode, KmError *err)
{
    KmBytes content = {.bytes = (char *)(uintptr_t)bytes, .length = length};
    return write_file(path, &content, mode, true, err);
}

bool km_file_write_unsynced(const char *path, const char *bytes, size_t length, mode_t mode,
                            KmError *err)
{
    KmBytes content = {.bytes = (char *)(uintptr_t)bytes, .length = length};
    return write_file(path, &content, mode, false, err);
}

bool km_file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool km_is_directory(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool km_is_stray_link(const char *path)
{
    struct stat link;
    struct stat target;
    return lstat(path, &link) == 0 && S_ISLNK(link.st_mode) &&
           (stat(path, &target) != 0 || S_ISDIR(target.st_mode));
}

bool km_directory_make(const char *path, mode_t mode, KmError *err)
{
    char partial[4096];
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof partial) {
        return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "the path is empty or too long");
    }
    memcpy(partial, path, length + 1);
    for (size_t i = 1; i <= length; i++) {
        if (partial[i] != '/' && partial[i] != '\0') {
            continue;
        }
        char kept = partial[i];
        partial[i] = '\0';
        if (mkdir(partial, mode) != 0 && !(errno == EEXIST && km_is_directory(partial))) {
            return system_error(err, "make the directory", partial);
        }
        partial[i] = kept;
    }
    return true;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool km_directory_list(KmArena *arena, const char *path, char ***ret_names, size_t *ret_count,
                       KmError *err)
{
    DIR *dir = opendir(path);
    if (dir == NULL) {
        return system_error(err, "read the directory", path);
    }
    char **names = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        KM_GROW(arena, names, count, capacity);
        names[count++] = km_strdup(arena, entry->d_name);
    }
    (void)closedir(dir);
    if (count > 0) {
        qsort(names, count, sizeof *names, by_bytes);
    }
    *ret_names = names;
    *ret_count = count;
    return true;
}

/* An earlier output may be replaced, and an empty directory; nothing else. */
static bool is_replaceable(KmArena *arena, const char *target, const char *mark, KmError *err)
{
    struct stat st;
    char **names;
    size_t n;
    if (lstat(target, &st) != 0) {
        return true;
    }
    if (!S_ISDIR(st.st_mode)) {
        return km_error_at(err, KM_ERROR_USAGE, target, 0, 0,
                           "the output exists and is not a directory; nothing was written");
    }
    if (!km_directory_list(arena, target, &names, &n, err)) {
        return false;
    }
    if (n == 0 || km_file_exists(km_path_join(arena, target, mark))) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_USAGE, target, 0, 0,
                      "the output directory holds other files (no %s); nothing was written", mark);
    return km_error_hint(err, "name a new or an empty directory");
}

bool km_directory_begin(KmArena *arena, const char *target, const char *mark, char **ret_temporary,
                        KmError *err)
{
    size_t length = strlen(target);
    while (length > 1 && target[length - 1] == '/') {
        length--;
    }
    char *clean = km_strndup(arena, target, length);
    if (!is_replaceable(arena, clean, mark, err)) {
        return false;
    }
    const char *slash = strrchr(clean, '/');
    if (slash != NULL && slash != clean) {
        char *parent = km_strndup(arena, clean, (size_t)(slash - clean));
        if (!km_directory_make(parent, 0755, err)) {
            return false;
        }
    }
    char *temporary = km_format(arena, "%s.tmp-%ld", clean, (long)getpid());
    km_directory_remove(temporary);
    if (mkdir(temporary, 0755) != 0) {
        return system_error(err, "make a directory here", target);
    }
    *ret_temporary = temporary;
    return true;
}

/* One wait for the disk for all files of a directory. */
static void sync_files_of(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)syncfs(fd);
        (void)close(fd);
    }
}

bool km_directory_commit(const char *temporary, const char *target, KmError *err)
{
    char old[4096];
    int n = snprintf(old, sizeof old, "%s.old", temporary);
    if (n < 0 || (size_t)n >= sizeof old) {
        return km_error_at(err, KM_ERROR_SYSTEM, target, 0, 0, "the path is too long");
    }
    sync_files_of(temporary);
    struct stat st;
    bool replaces = lstat(target, &st) == 0;
    if (replaces && !S_ISDIR(st.st_mode)) {
        km_directory_remove(temporary);
        return km_error_at(err, KM_ERROR_SYSTEM, target, 0, 0,
                           "the output exists and is not a directory; nothing was written");
    }
    if (replaces && rename(target, old) != 0) {
        (void)system_error(err, "replace the directory", target);
        km_directory_remove(temporary);
        return false;
    }
    if (rename(temporary, target) != 0) {
        (void)system_error(err, "put the directory in place", target);
        if (replaces) {
            (void)rename(old, target);
        }
        km_directory_remove(temporary);
        return false;
    }
    sync_parent(target);
    km_directory_remove(old);
    return true;
}

static void remove_entries(int dir_fd)
{
    DIR *dir = fdopendir(dir_fd);
    if (dir == NULL) {
        (void)close(dir_fd);
        return;
    }
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || unlinkat(dir_fd, name, 0) == 0) {
            continue;
        }
        int inner = openat(dir_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner >= 0) {
            remove_entries(inner);
            (void)unlinkat(dir_fd, name, AT_REMOVEDIR);
        }
    }
    (void)closedir(dir);
}

void km_directory_remove(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        return;
    }
    remove_entries(fd);
    (void)rmdir(path);
}

char *km_path_join(KmArena *arena, const char *directory, const char *name)
{
    size_t n = strlen(directory);
    return km_format(arena, "%s%s%s", directory, n > 0 && directory[n - 1] == '/' ? "" : "/", name);
}

char *km_path_absolute(KmArena *arena, const char *path)
{
    char here[PATH_MAX];
    if (path[0] == '/' || getcwd(here, sizeof here) == NULL) {
        return km_strdup(arena, path);
    }
    while (strncmp(path, "./", 2) == 0) {
        path += 2;
    }
    return km_path_join(arena, here, path);
}

const char *km_path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}
