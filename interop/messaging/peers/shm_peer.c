/* A peer of the shared-memory ring in C: maps the file, follows the layout that the documentation gives.
 *
 *   shm_peer send   RING TEXT…
 *   shm_peer listen RING COUNT      says "ready", then "= " and a message in base64, a line each
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct ring {
    char magic[8];
    uint64_t capacity;
    _Atomic uint64_t head, tail;
    _Atomic uint32_t written, read;
};

static int file;
static struct ring *ring;
static unsigned char *data;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void map(const char *path)
{
    struct stat found;
    file = open(path, O_RDWR);
    if (file < 0 || fstat(file, &found) != 0)
        fail(path);
    ring = mmap(NULL, found.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (ring == MAP_FAILED || memcmp(ring->magic, "OXRING1", 8) != 0)
        fail("not a ring");
    data = (unsigned char *)ring + 4096;
}

static void announce(_Atomic uint32_t *word)
{
    atomic_fetch_add(word, 1);
    syscall(SYS_futex, word, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

static void wait_for(_Atomic uint32_t *word, uint32_t seen)
{
    syscall(SYS_futex, word, FUTEX_WAIT, seen, NULL, NULL, 0);
}

static void copy(uint64_t at, unsigned char *bytes, size_t count, int in)
{
    for (size_t i = 0; i < count; i++) {
        unsigned char *place = data + (at + i) % ring->capacity;
        if (in)
            *place = bytes[i];
        else
            bytes[i] = *place;
    }
}

static void send_text(const char *text)
{
    uint32_t header[2] = { strlen(text), 0 };
    uint64_t length = (8 + header[0] + 7) / 8 * 8;
    for (;;) {
        uint32_t seen = atomic_load(&ring->read);
        if (flock(file, LOCK_EX) != 0)
            fail("flock");
        uint64_t head = atomic_load(&ring->head);
        if (ring->capacity - (head - atomic_load(&ring->tail)) >= length) {
            copy(head, (unsigned char *)header, 8, 1);
            copy(head + 8, (unsigned char *)text, header[0], 1);
            atomic_store(&ring->head, head + length);
            announce(&ring->written);
            flock(file, LOCK_UN);
            return;
        }
        flock(file, LOCK_UN);
        wait_for(&ring->read, seen);
    }
}

static void print_base64(const unsigned char *bytes, size_t count)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    fputs("= ", stdout);
    for (size_t i = 0; i < count; i += 3) {
        size_t left = count - i;
        uint32_t three = bytes[i] << 16 | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0);
        putchar(digits[three >> 18]);
        putchar(digits[three >> 12 & 63]);
        putchar(left > 1 ? digits[three >> 6 & 63] : '=');
        putchar(left > 2 ? digits[three & 63] : '=');
    }
    putchar('\n');
    fflush(stdout);
}

static void receive(void)
{
    for (;;) {
        uint32_t seen = atomic_load(&ring->written);
        uint64_t tail = atomic_load(&ring->tail);
        if (atomic_load(&ring->head) != tail) {
            uint32_t header[2];
            copy(tail, (unsigned char *)header, 8, 0);
            unsigned char *text = malloc(header[0] + 1);
            copy(tail + 8, text, header[0], 0);
            print_base64(text, header[0]);
            free(text);
            atomic_store(&ring->tail, tail + (8 + (uint64_t)header[0] + 7) / 8 * 8);
            announce(&ring->read);
            return;
        }
        wait_for(&ring->written, seen);
    }
}

int main(int count, char **words)
{
    if (count < 4)
        return 2;
    map(words[2]);
    if (strcmp(words[1], "send") == 0) {
        for (int i = 3; i < count; i++)
            send_text(words[i]);
    } else {
        puts("ready");
        fflush(stdout);
        for (int left = atoi(words[3]); left > 0; left--)
            receive();
    }
    return 0;
}
