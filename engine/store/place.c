#include "engine/store/place.h"

#include "engine/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool km_place_resolve(KmArena *arena, const char *path, char **ret_path, KmError *err)
{
    const char *base = km_path_base(path);
    if (base[0] == '\0' || strcmp(base, ".") == 0 || strcmp(base, "..") == 0) {
        return km_error_set(err, KM_ERROR_USAGE, "'%s' does not name a store file", path);
    }
    if (strncmp(path, "file:", 5) == 0) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "'%s' is an address; give the store as a plain path", path);
    }
    char *directory =
        base == path ? km_strdup(arena, ".") : km_strndup(arena, path, (size_t)(base - path));
    char *real = realpath(directory, NULL);
    if (real == NULL) {
        return km_error_at(err, KM_ERROR_STORE, path, 0, 0,
                           "the directory of the store cannot be opened: %s", strerror(errno));
    }
    *ret_path = km_path_join(arena, real, base);
    free(real);
    return true;
}

bool km_place_make(const char *path, KmError *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST) {
        return km_error_at(err, KM_ERROR_STORE, path, 0, 0,
                           "there is something of this name already; a new store never replaces");
    }
    if (fd < 0) {
        return km_error_at(err, KM_ERROR_STORE, path, 0, 0, "cannot make the store: %s",
                           strerror(errno));
    }
    (void)close(fd);
    return true;
}

bool km_place_check(const char *path, KmError *err)
{
    struct stat st;
    if (lstat(path, &st) != 0) {
        (void)km_error_at(err, KM_ERROR_STORE, path, 0, 0, "there is no store here: %s",
                          strerror(errno));
        return errno == ENOENT ? km_error_hint(err, "make a workspace with: kansmeter init DIR")
                               : false;
    }
    if (S_ISLNK(st.st_mode)) {
        return km_error_at(err, KM_ERROR_STORE, path, 0, 0,
                           "the store is a symbolic link; give the path of the file itself");
    }
    if (!S_ISREG(st.st_mode)) {
        return km_error_at(err, KM_ERROR_STORE, path, 0, 0, "the store is not an ordinary file");
    }
    if (st.st_uid != geteuid()) {
        return km_error_at(err, KM_ERROR_STORE, path, 0, 0,
                           "the store belongs to user %ld; only its owner may open it",
                           (long)st.st_uid);
    }
    if ((st.st_mode & 077) != 0) {
        (void)km_error_at(err, KM_ERROR_STORE, path, 0, 0,
                          "the store is open to others (mode %04o); it must be 0600",
                          (unsigned)(st.st_mode & 07777));
        return km_error_hint(err, "close it with: chmod 600 %s", path);
    }
    return true;
}
