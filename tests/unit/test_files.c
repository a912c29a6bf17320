#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/files.h"
#include "model/source.h"
#include "model/write/write.h"

enum { NOBODY = 65534 };

static struct arena arena;
static char home[] = "/tmp/test_files.XXXXXX", *scratch;

// Every test starts in an empty folder of its own.
static int enter(void **state)
{
	(void)state;
	strcpy(strchr(home, '.'), ".XXXXXX");
	scratch = mkdtemp(home);
	return !scratch || chmod(scratch, 0755) != 0 || chdir(scratch) != 0;
}

static int leave(void **state)
{
	char command[PATH_MAX];

	(void)state;
	arena_free(&arena);
	snprintf(command, sizeof command, "rm -rf '%s'", scratch);
	return chdir("/") != 0 || system(command) != 0;
}

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void describe(struct out *o, const char *folder)
{
	struct dirent **found;
	int count = scandir(folder, &found, NULL, by_name);

	for (int i = 0; i < count; i++) {
		const char *name = arena_cstring(&arena, str_of(found[i]->d_name));
		const char *path = arena_printf(&arena, "%s/%s", folder, name);
		struct stat st;
		struct str bytes;
		free(found[i]);
		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		assert_int_equal(lstat(path, &st), 0);
		if (S_ISDIR(st.st_mode)) {
			out_printf(o, "%s/\n", path);
			describe(o, path);
		} else {
			assert_int_equal(source_load(&arena, path, &bytes), 0);
			out_printf(o, "%s=%.*s\n", path, STR(bytes));
		}
	}
	if (count >= 0)
		free(found);
}

// All there is in a folder, hidden or not.
static const char *picture(const char *folder)
{
	struct out o = {.arena = &arena};

	describe(&o, folder);
	return arena_cstring(&arena, out_str(&o));
}

#define MARK "{\"orgc\": ["

static struct file_set new_set(void)
{
	return (struct file_set){.arena = &arena, .mark = "plan.json", .mark_start = S(MARK)};
}

static void add_mark(struct file_set *s)
{
	struct str list = file_set_list(s, "plan.json");
	const char *mark = arena_printf(&arena, MARK "%.*s", STR(list));

	assert_true(file_set_add(s, "plan.json", str_of(mark)));
}

// A first build, as an earlier run left it.
static void build_old(const char *folder)
{
	struct file_set s = new_set();

	assert_true(file_set_add(&s, "templates/gone.yaml", S("old\n")));
	assert_true(file_set_add(&s, "templates/role.yaml", S("old\n")));
	add_mark(&s);
	assert_null(files_write(&s, folder));
}

static struct file_set second_set(void)
{
	struct file_set s = new_set();

	assert_true(file_set_add(&s, "templates/role.yaml", S("new\n")));
	assert_true(file_set_add(&s, "steps.md", S("")));
	assert_true(file_set_add(&s, "policies/a/b.json", S("{}")));
	add_mark(&s);
	return s;
}

#define OLD(at) at "/plan.json=" MARK "\n    \"plan.json\",\n    \"templates/gone.yaml\"," \
	"\n    \"templates/role.yaml\"\n  ]\n" at "/templates/\n" \
	at "/templates/gone.yaml=old\n\n" at "/templates/role.yaml=old\n\n"
#define BEFORE_TEMPLATES(at) at "/plan.json=" MARK "\n    \"plan.json\",\n    " \
	"\"policies/a/b.json\",\n    \"steps.md\",\n    \"templates/role.yaml\"\n  ]\n" \
	at "/policies/\n" at "/policies/a/\n" at "/policies/a/b.json={}\n" at "/steps.md=\n"
#define NEW(at) BEFORE_TEMPLATES(at) at "/templates/\n" \
	at "/templates/role.yaml=new\n\n"

// --- the set ---

static void test_paths(void **state)
{
	static const char *const good[] = {"a", "a-b", "b/c/d.yaml", "b/c/e", "a.b", "b/~"};
	static const char *const bad[] = {
		"", "/", "/a", "a/", "b//c", ".", "..", "../a", "b/..", "b/../c", "b/./c",
		".hidden", "b/.hidden", "a\\b", "a\nb", "a\x7f",
		"a",       // taken
		"b",       // a folder
		"b/c",     // a folder
		"a/below", // below a file
		"b/c/d.yaml/x/y",
	};
	struct file_set s = new_set();

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(file_set_add(&s, good[i], S("")));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (file_set_add(&s, bad[i], S("")))
			fail_msg("took the path \"%s\"", bad[i]);
	assert_int_equal(s.count, 6);
	for (size_t i = 1; i < s.count; i++)
		assert_true(strcmp(s.items[i - 1].path, s.items[i].path) < 0);
}

// --- writing ---

static void test_new_folder(void **state)
{
	struct file_set s = second_set();

	(void)state;
	assert_null(files_write(&s, "build"));
	assert_string_equal(picture("."), "./build/\n" NEW("./build"));
}

static void test_new_parents(void **state)
{
	struct file_set s = second_set();

	(void)state;
	assert_null(files_write(&s, "some/where/build/"));
	assert_string_equal(picture("."), "./some/\n./some/where/\n./some/where/build/\n"
	                    NEW("./some/where/build"));
}

static void test_earlier_build(void **state)
{
	struct file_set s = second_set();
	struct stat st;

	(void)state;
	build_old("build");
	assert_int_equal(chmod("build", 0750), 0);
	assert_null(files_write(&s, "./build//"));
	assert_string_equal(picture("."), "./build/\n" NEW("./build"));
	assert_int_equal(stat("build", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0750);
	assert_int_equal(stat("build/plan.json", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0644);
	assert_int_equal(stat("build/templates", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0755);
}

// Only what a build lists is replaced or removed.
static void test_what_is_not_ours(void **state)
{
	struct file_set s = second_set();

	(void)state;
	build_old("build");
	put("build/NOTES.md", "mine");
	put("build/templates/extra", "mine");
	assert_int_equal(mkdir("build/.git", 0777), 0);
	put("build/.git/HEAD", "mine");
	assert_int_equal(mkdir("build/empty", 0777), 0);
	assert_null(files_write(&s, "build"));
	assert_string_equal(picture("."),
	                    "./build/\n./build/.git/\n./build/.git/HEAD=mine\n"
	                    "./build/NOTES.md=mine\n./build/empty/\n" BEFORE_TEMPLATES("./build")
	                    "./build/templates/\n./build/templates/extra=mine\n"
	                    "./build/templates/role.yaml=new\n\n");
}

// Of a folder in which everything is dropped nothing stays.
static void test_dropped_folder(void **state)
{
	struct file_set s = new_set();

	(void)state;
	build_old("build");
	put("build/mine", "");
	add_mark(&s);
	assert_null(files_write(&s, "build"));
	assert_string_equal(picture("."), "./build/\n./build/mine=\n./build/plan.json=" MARK
	                                  "\n    \"plan.json\"\n  ]\n");
}

static void test_nothing_new(void **state)
{
	struct file_set s = second_set();
	struct stat before, after;

	(void)state;
	assert_null(files_write(&s, "build"));
	assert_int_equal(stat("build/plan.json", &before), 0);
	assert_null(files_write(&s, "build"));
	assert_int_equal(stat("build/plan.json", &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
}

// What a process that was killed left goes, and what one that works left stays.
static void test_left_after(void **state)
{
	struct file_set s = second_set();
	int lock;

	(void)state;
	build_old("build");
	assert_int_equal(mkdir(".orgc-abcdef", 0777), 0);
	put(".orgc-abcdef/new", "x");
	put(".orgc-012345", "x");
	put("build/.orgc-ABCDEF", "x");
	put(".orgc-notes", "mine");
	assert_int_equal(mkdir(".orgc-ffffff", 0777), 0);
	lock = open(".orgc-ffffff", O_RDONLY);
	assert_int_equal(flock(lock, LOCK_EX), 0);
	assert_null(files_write(&s, "build"));
	close(lock);
	assert_string_equal(picture("."), "./.orgc-ffffff/\n./.orgc-notes=mine\n./build/\n"
	                                  NEW("./build"));
}

// Who stands in the folder must still stand in it afterwards.
static void test_where_we_are(void **state)
{
	struct file_set s = second_set();
	char here[PATH_MAX];

	(void)state;
	build_old("build");
	put("beside", "");
	assert_int_equal(chdir("build"), 0);
	assert_null(files_write(&s, "."));
	assert_string_equal(picture("."), NEW("."));
	assert_non_null(getcwd(here, sizeof here));
	assert_string_equal(strrchr(here, '/'), "/build");
	assert_string_equal(picture(".."), "../beside=\n../build/\n" NEW("../build"));
}

static void test_through_a_link(void **state)
{
	struct file_set s = second_set();
	struct stat st;

	(void)state;
	build_old("real");
	assert_int_equal(symlink("real", "link"), 0);
	assert_null(files_write(&s, "link"));
	assert_string_equal(picture("real"), NEW("real"));
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
}

static void expect_refusal(const char *folder, const char *message)
{
	struct file_set s = second_set();
	const char *before = picture("."), *failed = files_write(&s, folder);

	assert_non_null(failed);
	assert_string_equal(failed, message);
	assert_string_equal(picture("."), before);
}

static void test_refusals(void **state)
{
	(void)state;
	put("file", "x");
	expect_refusal("file", "file is not a folder");
	expect_refusal("file/build", "cannot make the folder file/build: Not a directory");

	assert_int_equal(mkdir("mine", 0777), 0);
	put("mine/notes", "x");
	expect_refusal("mine", "mine holds files that orgc did not write: "
	                       "name a new or empty folder");
	// A plan of some other program, and one that is cut short.
	put("mine/plan.json", "{\"plan\": 1}");
	expect_refusal("mine", "mine holds files that orgc did not write: "
	                       "name a new or empty folder");
	put("mine/plan.json", "{\"or");
	expect_refusal("mine", "mine holds files that orgc did not write: "
	                       "name a new or empty folder");

	put("mine/plan.json", "{\"orgc\": 1}");
	expect_refusal("mine", "mine holds files that orgc did not write: "
	                       "name a new or empty folder");

	build_old("build");
	put("build/steps.md", "mine");
	expect_refusal("build", "build holds steps.md, which orgc did not write: "
	                        "move it away, or name another folder");
	assert_int_equal(unlink("build/steps.md"), 0);
	put("build/policies", "mine");
	expect_refusal("build", "build holds policies, which orgc did not write: "
	                        "move it away, or name another folder");
	assert_int_equal(unlink("build/policies"), 0);
	assert_int_equal(mkdir("build/steps.md", 0777), 0);
	expect_refusal("build", "build holds steps.md, which orgc did not write: "
	                        "move it away, or name another folder");
	assert_int_equal(rmdir("build/steps.md"), 0);

	assert_int_equal(mkdir("empty", 0777), 0);
	assert_int_equal(symlink("nowhere", "empty/dangling"), 0);
	struct file_set s = second_set();
	assert_string_equal(files_write(&s, "empty/dangling"),
	                    "cannot write into empty/dangling: No such file or directory");
}

// A mark that was copied makes no one's files ours, nor those that a build is made from.
static void test_copied_mark(void **state)
{
	struct file_set s = second_set();
	char real[PATH_MAX];
	const char *inputs[] = {real};

	(void)state;
	build_old("build");
	s.sign = "Made by orgc";
	assert_string_equal(files_write(&s, "build"),
	                    "build holds templates/role.yaml, which orgc did not write: "
	                    "move it away, or name another folder");
	s.sign = NULL;
	assert_non_null(realpath("build/templates/role.yaml", real));
	s.inputs = inputs;
	s.input_count = 1;
	assert_string_equal(files_write(&s, "build"),
	                    "build holds templates/role.yaml, which orgc did not write: "
	                    "move it away, or name another folder");
	assert_string_equal(picture("."), "./build/\n" OLD("./build"));
}

// --- writing that fails ---

// Runs a test in a process of its own, which may spoil itself; true where it succeeds.
static bool in_a_child(bool (*test)(void))
{
	pid_t child = fork();
	int status = -1;

	if (child == 0)
		_exit(test() ? 0 : 1);
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// Files may not grow past one block: what a full disk looks like to a program.
static bool write_on_full_disk(void)
{
	struct rlimit limit = {4096, 4096};
	struct file_set s = second_set();
	char *big = arena_alloc(&arena, 10000);
	const char *failed;

	memset(big, 'x', 10000);
	signal(SIGXFSZ, SIG_IGN);
	assert_true(file_set_add(&s, "policies/zz.json", (struct str){big, 10000}));
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return false;
	failed = files_write(&s, "build");
	return failed && strcmp(failed, "cannot write build/policies/zz.json: File too large") == 0;
}

static void test_full_disk(void **state)
{
	const char *before;

	(void)state;
	build_old("build");
	before = picture(".");
	assert_true(in_a_child(write_on_full_disk));
	assert_string_equal(picture("."), before);

	// Nor is anything left where nothing was.
	assert_int_equal(rename("build", "elsewhere"), 0);
	before = picture(".");
	assert_true(in_a_child(write_on_full_disk));
	assert_string_equal(picture("."), before);
}

static bool become_nobody(void)
{
	return geteuid() != 0 || seteuid(NOBODY) == 0;
}

static bool write_read_only(void)
{
	struct file_set s = second_set();
	const char *failed;

	if (!become_nobody())
		return false;
	failed = files_write(&s, "build");
	return failed && strcmp(failed, "cannot write into build: Permission denied") == 0;
}

static bool write_new_read_only(void)
{
	struct file_set s = second_set();
	const char *failed;

	if (!become_nobody())
		return false;
	failed = files_write(&s, "new/build");
	return failed && strcmp(failed, "cannot make the folder new: Permission denied") == 0;
}

static void test_read_only(void **state)
{
	const char *before;

	(void)state;
	build_old("build");
	assert_int_equal(chmod("build", 0555), 0);
	assert_int_equal(chmod(".", 0555), 0);
	before = picture(".");
	assert_true(in_a_child(write_read_only));
	assert_true(in_a_child(write_new_read_only));
	assert_string_equal(picture("."), before);
	assert_int_equal(chmod("build", 0755), 0);
	assert_int_equal(chmod(".", 0755), 0);
}

static bool write_below_read_only(void)
{
	struct file_set s = second_set();

	return become_nobody() && !files_write(&s, "build");
}

// The folder is ours but not the one above it.
static void test_read_only_parent(void **state)
{
	(void)state;
	build_old("build");
	if (geteuid() == 0)
		assert_int_equal(system("chown -R 65534 build"), 0);
	assert_int_equal(chmod(".", 0555), 0);
	assert_true(in_a_child(write_below_read_only));
	assert_int_equal(chmod(".", 0755), 0);
	assert_string_equal(picture("."), "./build/\n" NEW("./build"));
}

static void build_more(const char *folder)
{
	struct file_set s = new_set();

	assert_true(file_set_add(&s, "steps.md", S("old")));
	assert_true(file_set_add(&s, "templates/gone.yaml", S("old\n")));
	assert_true(file_set_add(&s, "templates/role.yaml", S("old\n")));
	assert_true(file_set_add(&s, "zz", S("old")));
	add_mark(&s);
	assert_null(files_write(&s, folder));
}

// In a sticky folder no one may move what belongs to root.
static bool write_half_movable(void)
{
	struct file_set s = second_set();
	const char *failed;

	if (!become_nobody())
		return false;
	failed = files_write(&s, "build");
	return failed && strcmp(failed, "cannot replace build: Operation not permitted") == 0;
}

static void test_half_movable(void **state)
{
	static const char *const stuck[] = {"plan.json", "steps.md", "zz"};

	(void)state;
	if (geteuid() != 0)
		skip();
	for (size_t i = 0; i < sizeof stuck / sizeof *stuck; i++) {
		const char *before;
		build_more("build");
		assert_int_equal(system("chown -R 65534 build/*"), 0);
		assert_int_equal(chown(arena_printf(&arena, "build/%s", stuck[i]), 0, 0), 0);
		assert_int_equal(chmod("build", 01777), 0);
		before = picture(".");
		assert_true(in_a_child(write_half_movable));
		assert_string_equal(picture("."), before);
		assert_int_equal(system("rm -r build"), 0);
	}
}

// Makes one system call fail, as far as its argument `index` is `value`.
static bool forbid(int call, unsigned index, unsigned value, int reason)
{
	const struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		         (unsigned)offsetof(struct seccomp_data, args) + 8 * index),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)reason),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {sizeof code / sizeof *code, (struct sock_filter *)code};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static bool write_without_exchange(void)
{
	struct file_set s = second_set();

	return forbid(SYS_renameat2, 4, RENAME_EXCHANGE, EINVAL) && !files_write(&s, "build");
}

static bool write_inside_without_exchange(void)
{
	struct file_set s = second_set();

	return forbid(SYS_renameat2, 4, RENAME_EXCHANGE, ENOSYS) && chdir("build") == 0 &&
	       !files_write(&s, ".");
}

static bool write_without_rename(void)
{
	struct file_set s = second_set();
	const char *failed;

	if (!forbid(SYS_renameat2, 4, RENAME_EXCHANGE, EINVAL) ||
	    !forbid(SYS_renameat, 0, (unsigned)AT_FDCWD, EIO))
		return false;
	failed = files_write(&s, "build");
	return failed && strcmp(failed, "cannot replace build: Input/output error") == 0;
}

// Makes a system call fail whatever its arguments are.
static bool forbid_all(int call, int reason)
{
	const struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)reason),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {sizeof code / sizeof *code, (struct sock_filter *)code};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static bool write_without_sync(void)
{
	struct file_set s = second_set();
	const char *failed = forbid_all(SYS_fsync, EIO) ? files_write(&s, "build") : NULL;

	return failed && strcmp(failed, "cannot write build/plan.json: Input/output error") == 0;
}

// A folder that cannot be read is no empty folder.
static bool write_without_reading(void)
{
	struct file_set s = second_set();
	const char *failed = forbid_all(SYS_getdents64, EIO) ? files_write(&s, "build") : NULL;

	return failed && strcmp(failed, "cannot read build: Input/output error") == 0;
}

static bool write_without_stat(void)
{
	struct file_set s = second_set();
	const char *failed;

	if (!forbid(SYS_newfstatat, 3, AT_SYMLINK_NOFOLLOW, EIO))
		return false;
	failed = files_write(&s, "build");
	return failed && strcmp(failed, "cannot read build: Input/output error") == 0;
}

static bool compare_without_reading(void)
{
	struct file_set s = second_set();
	struct file_difference *found;
	size_t count;
	const char *failed = forbid_all(SYS_read, EIO)
	                             ? files_compare(&s, "build", &found, &count) : NULL;

	return failed && strcmp(failed, "cannot read build/plan.json: Input/output error") == 0;
}

static void test_unreadable(void **state)
{
	const char *before;

	(void)state;
	build_old("build");
	put("build/mine", "");
	before = picture(".");
	assert_true(in_a_child(write_without_reading));
	assert_true(in_a_child(write_without_stat));
	assert_true(in_a_child(compare_without_reading));
	assert_string_equal(picture("."), before);
}

static void test_without_exchange(void **state)
{
	const char *before;

	(void)state;
	build_old("build");
	before = picture(".");
	assert_true(in_a_child(write_without_rename));
	assert_string_equal(picture("."), before);
	assert_true(in_a_child(write_without_sync));
	assert_string_equal(picture("."), before);
	assert_true(in_a_child(write_without_exchange));
	assert_string_equal(picture("."), "./build/\n" NEW("./build"));
	assert_int_equal(system("rm -r build"), 0);
	build_old("build");
	assert_true(in_a_child(write_inside_without_exchange));
	assert_string_equal(picture("."), "./build/\n" NEW("./build"));
}

// A mount point cannot be renamed; and this one is small.
static void test_mount_point(void **state)
{
	struct file_set s = second_set(), large = second_set();
	char *big = arena_alloc(&arena, 200000);

	(void)state;
	assert_int_equal(mkdir("build", 0777), 0);
	if (mount("tmpfs", "build", "tmpfs", 0, "size=65536") != 0)
		skip();
	build_old("build");
	memset(big, 'x', 200000);
	assert_true(file_set_add(&large, "zz", (struct str){big, 200000}));
	const char *failed = files_write(&large, "build"), *after_failure = picture(".");
	const char *worked = files_write(&s, "build"), *after = picture(".");
	assert_int_equal(umount("build"), 0);
	assert_string_equal(failed, "cannot write build/zz: No space left on device");
	assert_string_equal(after_failure, "./build/\n" OLD("./build"));
	assert_null(worked);
	assert_string_equal(after, "./build/\n" NEW("./build"));
}

// --- comparing ---

static size_t compared(const struct file_set *s, const char *folder,
                       struct file_difference **found)
{
	size_t count;

	assert_null(files_compare(s, folder, found, &count));
	return count;
}

static void test_compare(void **state)
{
	struct file_set s = second_set();
	struct file_difference *found;

	(void)state;
	assert_int_equal(compared(&s, "build", &found), 4);
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(found[i].path, s.items[i].path);
		assert_int_equal(found[i].change, FILE_MISSING);
	}
	assert_null(files_write(&s, "build"));
	assert_int_equal(compared(&s, "build", &found), 0);
	assert_int_equal(compared(&s, "build/", &found), 0);

	// What is not ours is no difference.
	put("build/templates/role.yaml", "New\n");
	put("build/aa", "");
	assert_int_equal(unlink("build/steps.md"), 0);
	assert_int_equal(unlink("build/policies/a/b.json"), 0);
	assert_int_equal(mkdir("build/policies/a/b.json", 0777), 0);
	assert_int_equal(compared(&s, "build", &found), 3);
	assert_string_equal(found[0].path, "policies/a/b.json");
	assert_int_equal(found[0].change, FILE_DIFFERENT);
	assert_string_equal(found[1].path, "steps.md");
	assert_int_equal(found[1].change, FILE_MISSING);
	assert_string_equal(found[2].path, "templates/role.yaml");
	assert_int_equal(found[2].change, FILE_DIFFERENT);

	build_old("other");
	put("other/mine", "");
	assert_int_equal(compared(&s, "other", &found), 5);
	assert_string_equal(found[3].path, "templates/gone.yaml");
	assert_int_equal(found[3].change, FILE_EXTRA);
}

// --- one file ---

static void test_replace(void **state)
{
	struct stat st;

	(void)state;
	put("a.yaml", "old");
	assert_int_equal(chmod("a.yaml", 0640), 0);
	assert_int_equal(mkdir("links", 0777), 0);
	assert_int_equal(symlink("../a.yaml", "links/b.yaml"), 0);
	assert_null(file_replace(&arena, "a.yaml", S("old"), S("new")));
	assert_string_equal(picture("."), "./a.yaml=new\n./links/\n./links/b.yaml=new\n");
	assert_int_equal(stat("a.yaml", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	assert_null(file_replace(&arena, "links/b.yaml", S("new"), S("newer")));
	assert_string_equal(picture("."), "./a.yaml=newer\n./links/\n./links/b.yaml=newer\n");
	assert_int_equal(lstat("links/b.yaml", &st), 0);
	assert_true(S_ISLNK(st.st_mode));

	assert_string_equal(file_replace(&arena, "missing", S(""), S("")),
	                    "cannot write missing: No such file or directory");
	assert_string_equal(file_replace(&arena, "links", S(""), S("")),
	                    "cannot write links: it is not a file");
}

static bool replace_on_full_disk(void)
{
	struct rlimit limit = {4, 4};
	const char *failed;

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return false;
	failed = file_replace(&arena, "a.yaml", S("old"), S("much longer"));
	return failed && strcmp(failed, "cannot write a.yaml: File too large") == 0;
}

static bool replace_read_only(void)
{
	const char *failed;

	if (!become_nobody())
		return false;
	failed = file_replace(&arena, "a.yaml", S("old"), S("new"));
	return failed && strcmp(failed, "cannot write a.yaml: Permission denied") == 0;
}

static bool replace_in_read_only(void)
{
	const char *failed;

	if (!become_nobody())
		return false;
	failed = file_replace(&arena, "a.yaml", S("old"), S("new"));
	return failed && strcmp(failed, "cannot write beside a.yaml: Permission denied") == 0;
}

static void test_replace_fails(void **state)
{
	(void)state;
	put("a.yaml", "old");
	assert_true(in_a_child(replace_on_full_disk));
	assert_string_equal(picture("."), "./a.yaml=old\n");

	// A file no one may write, in a folder where anybody may.
	assert_int_equal(chmod("a.yaml", 0444), 0);
	assert_int_equal(chmod(".", 0777), 0);
	assert_true(in_a_child(replace_read_only));
	assert_string_equal(picture("."), "./a.yaml=old\n");

	assert_int_equal(chmod("a.yaml", 0666), 0);
	assert_int_equal(chmod(".", 0555), 0);
	assert_true(in_a_child(replace_in_read_only));
	assert_int_equal(chmod(".", 0755), 0);
	assert_string_equal(picture("."), "./a.yaml=old\n");
}

// By another user, who may write there: then the file would become theirs.
static bool replace_as_another(void)
{
	const char *failed;

	if (!become_nobody())
		return false;
	failed = file_replace(&arena, "a.yaml", S("old"), S("new"));
	return failed && strcmp(failed, "cannot write a.yaml: Operation not permitted") == 0;
}

static void test_replace_keeps(void **state)
{
	struct stat st;

	(void)state;
	put("a.yaml", "edited meanwhile");
	assert_string_equal(file_replace(&arena, "a.yaml", S("old"), S("new")),
	                    "cannot write a.yaml: it was changed after orgc had read it");
	assert_string_equal(picture("."), "./a.yaml=edited meanwhile\n");
	put("a.yaml", "old");
	assert_int_equal(link("a.yaml", "b.yaml"), 0);
	assert_string_equal(file_replace(&arena, "a.yaml", S("old"), S("new")),
	                    "cannot write a.yaml: the file has another name (a hard link), "
	                    "which would keep the old text");
	assert_string_equal(picture("."), "./a.yaml=old\n./b.yaml=old\n");
	assert_int_equal(unlink("b.yaml"), 0);
	if (geteuid() != 0)
		skip();
	assert_int_equal(chmod(".", 0777), 0);
	assert_int_equal(chmod("a.yaml", 0666), 0);
	assert_true(in_a_child(replace_as_another));
	assert_string_equal(picture("."), "./a.yaml=old\n");
	assert_int_equal(chown("a.yaml", 1, 2), 0);
	assert_null(file_replace(&arena, "a.yaml", S("old"), S("new")));
	assert_int_equal(stat("a.yaml", &st), 0);
	assert_int_equal(st.st_uid, 1);
	assert_int_equal(st.st_gid, 2);
}

static void test_create(void **state)
{
	struct stat st;
	mode_t mask = umask(027);

	(void)state;
	assert_null(file_create(&arena, "a.yaml", S("new")));
	assert_int_equal(stat("a.yaml", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	umask(mask);
	assert_null(file_create(&arena, "b/c/d.json", S("{}")));
	assert_string_equal(picture("."), "./a.yaml=new\n./b/\n./b/c/\n./b/c/d.json={}\n");
}

static bool create_on_full_disk(void)
{
	struct rlimit limit = {4, 4};
	const char *failed;

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return false;
	failed = file_create(&arena, "b.yaml", S("much longer"));
	return failed && strcmp(failed, "cannot write b.yaml: File too large") == 0;
}

static void test_create_fails(void **state)
{
	(void)state;
	put("a.yaml", "old");
	assert_string_equal(file_create(&arena, "a.yaml", S("new")),
	                    "cannot write a.yaml: File exists");
	assert_string_equal(file_create(&arena, "a.yaml/b", S("new")),
	                    "cannot write a.yaml/b: Not a directory");
	assert_int_equal(symlink("nowhere", "link"), 0);
	assert_string_equal(file_create(&arena, "link", S("new")),
	                    "cannot write link: File exists");
	assert_int_equal(unlink("link"), 0);
	assert_true(in_a_child(create_on_full_disk));
	assert_string_equal(picture("."), "./a.yaml=old\n");
}

static const char *change_all(const char *last, bool is_new)
{
	struct new_text changes[] = {
		{.path = "here/b", .is_new = true, .after = S("new")},
		{.path = "new/c/d", .is_new = true, .after = S("new")},
		{.path = "new/e", .is_new = true, .after = S("new")},
		{.path = last, .is_new = is_new, .before = S("old"), .after = S("new")},
	};

	return files_change(&arena, changes, sizeof changes / sizeof *changes);
}

// Where the last one fails, those before it go again, with the folders made for them.
static void test_change_all_or_none(void **state)
{
	const char *before;

	(void)state;
	assert_int_equal(mkdir("here", 0777), 0);
	put("here/a", "old");
	put("other", "saved meanwhile");
	before = picture(".");
	assert_string_equal(change_all("other", false),
	                    "cannot write other: it was changed after orgc had read it");
	assert_string_equal(picture("."), before);
	assert_string_equal(change_all("other", true), "cannot write other: File exists");
	assert_string_equal(picture("."), before);
	assert_null(change_all("here/a", false));
	assert_string_equal(picture("."), "./here/\n./here/a=new\n./here/b=new\n./new/\n./new/c/\n"
	                                  "./new/c/d=new\n./new/e=new\n./other=saved meanwhile\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_paths, enter, leave),
		cmocka_unit_test_setup_teardown(test_new_folder, enter, leave),
		cmocka_unit_test_setup_teardown(test_new_parents, enter, leave),
		cmocka_unit_test_setup_teardown(test_earlier_build, enter, leave),
		cmocka_unit_test_setup_teardown(test_what_is_not_ours, enter, leave),
		cmocka_unit_test_setup_teardown(test_dropped_folder, enter, leave),
		cmocka_unit_test_setup_teardown(test_nothing_new, enter, leave),
		cmocka_unit_test_setup_teardown(test_left_after, enter, leave),
		cmocka_unit_test_setup_teardown(test_copied_mark, enter, leave),
		cmocka_unit_test_setup_teardown(test_where_we_are, enter, leave),
		cmocka_unit_test_setup_teardown(test_through_a_link, enter, leave),
		cmocka_unit_test_setup_teardown(test_refusals, enter, leave),
		cmocka_unit_test_setup_teardown(test_full_disk, enter, leave),
		cmocka_unit_test_setup_teardown(test_read_only, enter, leave),
		cmocka_unit_test_setup_teardown(test_read_only_parent, enter, leave),
		cmocka_unit_test_setup_teardown(test_half_movable, enter, leave),
		cmocka_unit_test_setup_teardown(test_without_exchange, enter, leave),
		cmocka_unit_test_setup_teardown(test_unreadable, enter, leave),
		cmocka_unit_test_setup_teardown(test_mount_point, enter, leave),
		cmocka_unit_test_setup_teardown(test_compare, enter, leave),
		cmocka_unit_test_setup_teardown(test_replace, enter, leave),
		cmocka_unit_test_setup_teardown(test_replace_fails, enter, leave),
		cmocka_unit_test_setup_teardown(test_replace_keeps, enter, leave),
		cmocka_unit_test_setup_teardown(test_create, enter, leave),
		cmocka_unit_test_setup_teardown(test_create_fails, enter, leave),
		cmocka_unit_test_setup_teardown(test_change_all_or_none, enter, leave),
	};

	umask(022);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
