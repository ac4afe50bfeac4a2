/*
 * NVML as far as the library calls it, with the layouts of nvml.h 13.3. Its figures are lines "key=value" of the
 * file FIGURES, read at each call. Without NEWER it has the functions of old drivers only.
 *
 *   count=1
 *   0.name=NVIDIA L4              and uuid, total, used, free, reserved, capability=8.9, busy=40
 *   0.processes=10:1000,11:2000   "x" in place of bytes: not available
 *   0.parts=2                     MIG; then 0.part0.name and so on
 *   code.nvmlInit_v2=18           what a function returns in place of success
 *   hang=nvmlDeviceGetCount_v2    a function that does not return while the line is there
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SUCCESS = 0, NOT_SUPPORTED = 3, NOT_FOUND = 6, INSUFFICIENT_SIZE = 7, VERSION_MISMATCH = 25 };

static int figure(const char *key, char *value, size_t size) {
    FILE *file = fopen(FIGURES, "r");
    char line[4096];
    size_t length = strlen(key);
    int found = 0;
    if (!file) return 0;
    while (!found && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        if (!strncmp(line, key, length) && line[length] == '=') {
            snprintf(value, size, "%s", line + length + 1);
            found = 1;
        }
    }
    fclose(file);
    return found;
}

static int begin(const char *function) {
    char key[256], value[256];
    while (figure("hang", value, sizeof value) && !strcmp(value, function)) usleep(5000);
    snprintf(key, sizeof key, "code.%s", function);
    return figure(key, value, sizeof value) ? atoi(value) : SUCCESS;
}

#define BEGIN int code = begin(__func__); if (code) return code

static void name_of(const void *device, char *prefix, size_t size) {
    uintptr_t handle = (uintptr_t) device;
    if (handle < 0x100) snprintf(prefix, size, "%d", (int) handle - 1);
    else snprintf(prefix, size, "%d.part%d", (int) (handle / 0x100) - 1, (int) (handle % 0x100) - 1);
}

static int of(const void *device, const char *key, char *value, size_t size) {
    char prefix[64], whole[128];
    name_of(device, prefix, sizeof prefix);
    snprintf(whole, sizeof whole, "%s.%s", prefix, key);
    return figure(whole, value, size);
}

static uint64_t number_of(const void *device, const char *key) {
    char value[64];
    return of(device, key, value, sizeof value) ? strtoull(value, 0, 10) : 0;
}

static int text_of(const void *device, const char *key, char *out, unsigned size) {
    return of(device, key, out, size) ? SUCCESS : NOT_SUPPORTED;
}

static int count(unsigned *out) {
    char value[16];
    *out = figure("count", value, sizeof value) ? (unsigned) atoi(value) : 0;
    return SUCCESS;
}

static int handle(unsigned index, void **out) {
    *out = (void *) (uintptr_t) (index + 1);
    return SUCCESS;
}

static int processes(const void *device, unsigned *room, unsigned char *list, size_t size) {
    char value[4096], *rest = value, *item;
    unsigned there = 0;
    if (!of(device, "processes", value, sizeof value) || !*value) { *room = 0; return SUCCESS; }
    for (char *at = value; *at; at++) there += *at == ',';
    there++;
    if (*room < there || !list) { *room = there; return INSUFFICIENT_SIZE; }
    *room = there;
    while ((item = strsep(&rest, ","))) {
        char *bytes = strchr(item, ':') + 1;
        uint32_t pid = (uint32_t) strtoul(item, 0, 10);
        uint64_t used = *bytes == 'x' ? UINT64_MAX : strtoull(bytes, 0, 10);
        memset(list, 0, size);
        memcpy(list, &pid, 4);
        memcpy(list + 8, &used, 8);
        list += size;
    }
    return SUCCESS;
}

int nvmlShutdown(void) { BEGIN; return SUCCESS; }
int nvmlDeviceGetName(void *device, char *out, unsigned size) { BEGIN; return text_of(device, "name", out, size); }
int nvmlDeviceGetUUID(void *device, char *out, unsigned size) { BEGIN; return text_of(device, "uuid", out, size); }

int nvmlDeviceGetMemoryInfo(void *device, uint64_t *out) {
    BEGIN;
    out[0] = number_of(device, "total");
    out[1] = number_of(device, "free");
    out[2] = number_of(device, "used") + number_of(device, "reserved");
    return SUCCESS;
}

int nvmlDeviceGetCudaComputeCapability(void *device, int *major, int *minor) {
    char value[16];
    BEGIN;
    return of(device, "capability", value, sizeof value) && sscanf(value, "%d.%d", major, minor) == 2
        ? SUCCESS : NOT_SUPPORTED;
}

int nvmlDeviceGetUtilizationRates(void *device, unsigned *out) {
    char value[16];
    BEGIN;
    if (!of(device, "busy", value, sizeof value)) return NOT_SUPPORTED;
    out[0] = (unsigned) atoi(value);
    out[1] = 1;
    return SUCCESS;
}

#ifdef NEWER
int nvmlInit_v2(void) { BEGIN; return SUCCESS; }
int nvmlDeviceGetCount_v2(unsigned *out) { BEGIN; return count(out); }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **out) { BEGIN; return handle(index, out); }

int nvmlDeviceGetMemoryInfo_v2(void *device, unsigned char *out) {
    uint32_t version;
    uint64_t figures[4];
    BEGIN;
    memcpy(&version, out, 4);
    if (version != (40 | 2 << 24)) return VERSION_MISMATCH;
    figures[0] = number_of(device, "total");
    figures[1] = number_of(device, "reserved");
    figures[2] = number_of(device, "free");
    figures[3] = number_of(device, "used");
    memcpy(out + 8, figures, sizeof figures);
    return SUCCESS;
}

int nvmlDeviceGetComputeRunningProcesses_v3(void *device, unsigned *room, unsigned char *list) {
    BEGIN;
    return processes(device, room, list, 24);
}

int nvmlDeviceGetGraphicsRunningProcesses_v3(void *device, unsigned *room, unsigned char *list) {
    BEGIN;
    (void) device; (void) list;
    *room = 0;
    return SUCCESS;
}

int nvmlDeviceGetMigMode(void *device, unsigned *current, unsigned *pending) {
    char value[16];
    BEGIN;
    if (!of(device, "parts", value, sizeof value)) return NOT_SUPPORTED;
    *current = *pending = 1;
    return SUCCESS;
}

int nvmlDeviceGetMaxMigDeviceCount(void *device, unsigned *out) { (void) device; BEGIN; *out = 7; return SUCCESS; }

int nvmlDeviceGetMigDeviceHandleByIndex(void *device, unsigned index, void **out) {
    BEGIN;
    if (index >= number_of(device, "parts")) return NOT_FOUND;
    *out = (void *) ((uintptr_t) device * 0x100 + index + 1);
    return SUCCESS;
}
#else
int nvmlInit(void) { BEGIN; return SUCCESS; }
int nvmlDeviceGetCount(unsigned *out) { BEGIN; return count(out); }
int nvmlDeviceGetHandleByIndex(unsigned index, void **out) { BEGIN; return handle(index, out); }

int nvmlDeviceGetComputeRunningProcesses(void *device, unsigned *room, unsigned char *list) {
    BEGIN;
    return processes(device, room, list, 16);
}
#endif
