/* fi.c - LD_PRELOAD file-I/O fault injector + tracer (glibc, dynamic binaries; Rust "bundled" SQLite included).
 * build: gcc -O1 -shared -fPIC -o fi.so fi.c -ldl -lpthread
 * env:  FI_PATH   path prefix; only calls on files under it are counted (required)
 *       FI_OPS    comma list of write,fsync,ftruncate,open,unlink,rename,read  (default: all but read)
 *       FI_K      fail the K-th counted call (0/unset: count only)       FI_STICKY=1 : fail K-th and every later one
 *       FI_ERR    errno number (default 28 ENOSPC)
 *       FI_ACT    err | kill (SIGKILL before the call) | half (write half, then SIGKILL) | short (write half, return it)
 *       FI_CLOCK seconds to add to the clock of the day
 *       FI_COUNT  file: one line "<n> <op> <path>" per counted call      FI_TRACE file: binary trace for powerloss.py  */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mu = PTHREAD_MUTEX_INITIALIZER;
static long n_calls, K; static int sticky, err_no = ENOSPC, act, count_fd = -1, trace_fd = -1, ready;
static const char *pfx; static char ops[256];
enum { A_ERR, A_KILL, A_HALF, A_SHORT };

static int raw_open(const char *p) { return (int)syscall(SYS_openat, AT_FDCWD, p, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666); }
__attribute__((constructor)) static void init(void) {
  if (ready) return;
  ready = 1; pfx = getenv("FI_PATH");
  const char *s = getenv("FI_OPS"); snprintf(ops, sizeof ops, ",%s,", s && *s ? s : "write,fsync,ftruncate,open,unlink,rename");
  if ((s = getenv("FI_K"))) K = atol(s);
  if ((s = getenv("FI_STICKY"))) sticky = atoi(s);
  if ((s = getenv("FI_ERR"))) err_no = atoi(s);
  if ((s = getenv("FI_ACT"))) act = !strcmp(s, "kill") ? A_KILL : !strcmp(s, "half") ? A_HALF : !strcmp(s, "short") ? A_SHORT : A_ERR;
  if ((s = getenv("FI_COUNT"))) count_fd = raw_open(s);
  if ((s = getenv("FI_TRACE"))) trace_fd = raw_open(s);
}
static int want(const char *op) { char b[32]; snprintf(b, sizeof b, ",%s,", op); return strstr(ops, b) != NULL; }
static int match(const char *p) { return pfx && p && !strncmp(p, pfx, strlen(pfx)); }
static int fdpath(int fd, char *out) {
  char l[64]; snprintf(l, sizeof l, "/proc/self/fd/%d", fd);
  ssize_t r = readlink(l, out, PATH_MAX - 1); if (r < 0) return 0; out[r] = 0; return match(out);
}
static const char *absp(const char *p, char *buf) {
  if (!p || p[0] == '/') return p;
  char c[PATH_MAX]; if (!getcwd(c, sizeof c)) return p;
  while (p[0] == '.' && p[1] == '/') p += 2;
  snprintf(buf, PATH_MAX, "%s/%s", c, p); return buf;
}
/* 0: go on; 1: fail with errno; 2: half */
static int gate(const char *op, const char *path) {
  if (!want(op)) return 0;
  int hit; pthread_mutex_lock(&mu); long n = ++n_calls;
  hit = K && (n == K || (sticky && n > K)); pthread_mutex_unlock(&mu);
  if (count_fd >= 0) { char b[PATH_MAX + 64]; int l = snprintf(b, sizeof b, "%ld %s %s%s\n", n, op, path, hit ? " <-" : ""); syscall(SYS_write, count_fd, b, l); }
  if (!hit) return 0;
  if (act == A_KILL || (act == A_HALF && strcmp(op, "write"))) syscall(SYS_kill, getpid(), SIGKILL);
  if (act == A_HALF || act == A_SHORT) return strcmp(op, "write") ? (act == A_SHORT ? 0 : 1) : 2;
  errno = err_no; return 1;
}
static void tr(char t, const char *path, long long off, long long len, const void *data, const char *path2) {
  if (trace_fd < 0) return;
  char h[2 * PATH_MAX + 128]; int l = snprintf(h, sizeof h, "%c\t%lld\t%lld\t%s\t%s\n", t, off, len, path, path2 ? path2 : "");
  pthread_mutex_lock(&mu);
  struct iovec v[2] = {{h, (size_t)l}, {(void *)data, t == 'W' ? (size_t)len : 0}};
  syscall(SYS_writev, trace_fd, v, data && t == 'W' ? 2 : 1);
  pthread_mutex_unlock(&mu);
}
#define REAL(name) static __typeof__(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name); init()

#define WRITE_BODY(OFFEXPR, CALL, CALLHALF)                                               \
  char p[PATH_MAX]; if (!fdpath(fd, p)) return CALL;                                      \
  int g = gate("write", p); if (g == 1) return -1;                                        \
  long long o_ = (OFFEXPR); ssize_t r;                                                    \
  if (g == 2) { size_t h = n > 1 ? n / 2 : n; (void)h; r = CALLHALF; if (r > 0) tr('W', p, o_, r, buf, 0);  \
    if (act == A_HALF) syscall(SYS_kill, getpid(), SIGKILL); return r; }                  \
  r = CALL; if (r > 0) tr('W', p, o_, r, buf, 0); return r;
static long long curoff(int fd) {
  int fl = fcntl(fd, F_GETFL); struct stat st;
  if (fl >= 0 && (fl & O_APPEND) && !fstat(fd, &st)) return st.st_size;
  return lseek(fd, 0, SEEK_CUR);
}
ssize_t write(int fd, const void *buf, size_t n) { REAL(write); WRITE_BODY(curoff(fd), real(fd, buf, n), real(fd, buf, h)) }
ssize_t pwrite(int fd, const void *buf, size_t n, off_t off) { REAL(pwrite); WRITE_BODY(off, real(fd, buf, n, off), real(fd, buf, h, off)) }
ssize_t pwrite64(int fd, const void *buf, size_t n, off64_t off) { REAL(pwrite64); WRITE_BODY(off, real(fd, buf, n, off), real(fd, buf, h, off)) }
ssize_t writev(int fd, const struct iovec *v, int c) {
  REAL(writev); char p[PATH_MAX]; if (!fdpath(fd, p)) return real(fd, v, c);
  if (gate("write", p)) return -1;
  long long o = curoff(fd); ssize_t r = real(fd, v, c); ssize_t left = r;
  for (int i = 0; i < c && left > 0; i++) { size_t k = v[i].iov_len < (size_t)left ? v[i].iov_len : (size_t)left; tr('W', p, o, k, v[i].iov_base, 0); o += k; left -= k; }
  return r;
}
#define SYNC_BODY(CALL) char p[PATH_MAX]; if (!fdpath(fd, p)) return CALL; if (gate("fsync", p)) return -1; int r = CALL; if (!r) tr('S', p, 0, 0, 0, 0); return r;
int fsync(int fd) { REAL(fsync); SYNC_BODY(real(fd)) }
int fdatasync(int fd) { REAL(fdatasync); SYNC_BODY(real(fd)) }
#define TRUNC_BODY(CALL) char p[PATH_MAX]; if (!fdpath(fd, p)) return CALL; if (gate("ftruncate", p)) return -1; int r = CALL; if (!r) tr('T', p, len, 0, 0, 0); return r;
int ftruncate(int fd, off_t len) { REAL(ftruncate); TRUNC_BODY(real(fd, len)) }
int ftruncate64(int fd, off64_t len) { REAL(ftruncate64); TRUNC_BODY(real(fd, len)) }
int posix_fallocate(int fd, off_t o, off_t len) { REAL(posix_fallocate); char p[PATH_MAX]; if (fdpath(fd, p) && gate("ftruncate", p)) return err_no; return real(fd, o, len); }
int posix_fallocate64(int fd, off64_t o, off64_t len) { REAL(posix_fallocate64); char p[PATH_MAX]; if (fdpath(fd, p) && gate("ftruncate", p)) return err_no; return real(fd, o, len); }

#define OPEN_BODY(PATHARG, CALL)                                                                   \
  mode_t mode = 0; if (flags & (O_CREAT | __O_TMPFILE)) { va_list a; va_start(a, flags); mode = va_arg(a, mode_t); va_end(a); } \
  char b[PATH_MAX]; const char *q = absp(PATHARG, b); if (!match(q)) return CALL;                  \
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && gate("open", q)) return -1;                       \
  int isnew = (flags & O_CREAT) && access(q, F_OK) != 0; int tr0 = (flags & O_TRUNC) != 0;          \
  int r = CALL; if (r >= 0 && isnew) tr('C', q, 0, 0, 0, 0); else if (r >= 0 && tr0) tr('T', q, 0, 0, 0, 0); return r;
int open(const char *path, int flags, ...) { REAL(open); OPEN_BODY(path, real(path, flags, mode)) }
int open64(const char *path, int flags, ...) { REAL(open64); OPEN_BODY(path, real(path, flags, mode)) }
int openat(int d, const char *path, int flags, ...) { REAL(openat); OPEN_BODY(path, real(d, path, flags, mode)) }
int openat64(int d, const char *path, int flags, ...) { REAL(openat64); OPEN_BODY(path, real(d, path, flags, mode)) }
int unlink(const char *path) { REAL(unlink); char b[PATH_MAX]; const char *q = absp(path, b); if (!match(q)) return real(path);
  if (gate("unlink", q)) return -1; int r = real(path); if (!r) tr('U', q, 0, 0, 0, 0); return r; }
int unlinkat(int d, const char *path, int f) { REAL(unlinkat); char b[PATH_MAX]; const char *q = absp(path, b); if (!match(q)) return real(d, path, f);
  if (gate("unlink", q)) return -1; int r = real(d, path, f); if (!r) tr('U', q, 0, 0, 0, 0); return r; }
int rename(const char *a, const char *c) { REAL(rename); char b[PATH_MAX], b2[PATH_MAX]; const char *q = absp(a, b), *q2 = absp(c, b2);
  if (!match(q) && !match(q2)) return real(a, c); if (gate("rename", q2)) return -1; int r = real(a, c); if (!r) tr('R', q, 0, 0, 0, q2); return r; }
#define RENAMEAT(CALL) char b[PATH_MAX], b2[PATH_MAX]; const char *q = absp(a, b), *q2 = absp(c, b2); \
  if (!match(q) && !match(q2)) return CALL; if (gate("rename", q2)) return -1; int r = CALL; if (!r) tr('R', q, 0, 0, 0, q2); return r;
int renameat(int d, const char *a, int e, const char *c) { REAL(renameat); RENAMEAT(real(d, a, e, c)) }
int renameat2(int d, const char *a, int e, const char *c, unsigned f) { REAL(renameat2); RENAMEAT(real(d, a, e, c, f)) }
int linkat(int d, const char *a, int d2, const char *c, int f) { REAL(linkat); char b[PATH_MAX], b2[PATH_MAX]; const char *q = absp(a, b), *q2 = absp(c, b2);
  if (!match(q) && !match(q2)) return real(d, a, d2, c, f); if (gate("rename", q2)) return -1; int r = real(d, a, d2, c, f); if (!r) tr('L', q, 0, 0, 0, q2); return r; }
ssize_t read(int fd, void *buf, size_t n) { REAL(read); if (!want("read")) return real(fd, buf, n); char p[PATH_MAX]; if (fdpath(fd, p) && gate("read", p)) return -1; return real(fd, buf, n); }
ssize_t pread(int fd, void *buf, size_t n, off_t o) { REAL(pread); if (!want("read")) return real(fd, buf, n, o); char p[PATH_MAX]; if (fdpath(fd, p) && gate("read", p)) return -1; return real(fd, buf, n, o); }
ssize_t pread64(int fd, void *buf, size_t n, off64_t o) { REAL(pread64); if (!want("read")) return real(fd, buf, n, o); char p[PATH_MAX]; if (fdpath(fd, p) && gate("read", p)) return -1; return real(fd, buf, n, o); }

int clock_gettime(clockid_t c, struct timespec *t) { REAL(clock_gettime); int r = real(c, t); const char *s = getenv("FI_CLOCK");
  if (!r && c == CLOCK_REALTIME && s) t->tv_sec += atoll(s); return r; }
