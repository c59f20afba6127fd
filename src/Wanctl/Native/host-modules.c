/*
 * The C library's doors to modules of the machine that the program runs on, closed.
 *
 * A static executable that asks the C library for a host, a user or a group loads what /etc/nsswitch.conf names
 * (libnss_*.so.2), and with it the machine's own C library, of another version than the one that was linked in: the
 * process then ends with SIGFPE or SIGSEGV. The same is true of dlopen and of character set converters. Names of hosts
 * are resolved by Wanctl.Host.Net; nothing else of this is needed, so each of these functions answers here, before the
 * linker looks for it in libc.a, that there is no such thing. build/publish proves that the loader is not in the file.
 *
 * Declared by hand, without headers, so that a cross compiler needs none.
 */

typedef unsigned int number;
typedef unsigned long size;

/* EAI_NONAME of netdb.h: the name is not known. */
enum { no_name = -2 };

int getaddrinfo(const char *host, const char *service, const void *hints, void **found)
{
    *found = 0;
    return no_name;
}

void freeaddrinfo(void *found)
{
}

int getnameinfo(const void *address, number length, char *host, number host_size, char *service, number service_size,
    int flags)
{
    return no_name;
}

void *gethostbyname(const char *name)
{
    return 0;
}

/* 0 with no entry says that there is no such user or group. */

int getpwuid_r(number user, void *entry, char *buffer, size length, void **found)
{
    *found = 0;
    return 0;
}

int getpwnam_r(const char *user, void *entry, char *buffer, size length, void **found)
{
    *found = 0;
    return 0;
}

int getgrgid_r(number group, void *entry, char *buffer, size length, void **found)
{
    *found = 0;
    return 0;
}

int getgrouplist(const char *user, number group, number *groups, int *count)
{
    return -1;
}

void *dlopen(const char *file, int mode)
{
    return 0;
}

void *dlsym(void *library, const char *name)
{
    return 0;
}

int dlclose(void *library)
{
    return -1;
}

char *dlerror(void)
{
    return "this program loads no libraries";
}

/* glibc's converters between character sets beyond those that are built in. */

void *__gconv_find_shlib(const char *name)
{
    return 0;
}

void __gconv_release_shlib(void *library)
{
}

/* Where the program itself lies is what the runtime asks; the C library's answer would bring the loader with it. */

extern const char __ehdr_start[] __attribute__((visibility("hidden")));
extern const char _end[] __attribute__((visibility("hidden")));

struct place {
    const char *file;
    const void *base;
    const char *symbol;
    const void *symbol_at;
};

int dladdr(const void *address, struct place *place)
{
    const char *at = address;
    if (at < __ehdr_start || at >= _end) return 0;
    place->file = "/proc/self/exe";
    place->base = __ehdr_start;
    place->symbol = 0;
    place->symbol_at = 0;
    return 1;
}
