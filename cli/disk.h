// Files of the disk that a document names: those of the repository that it is in.
#ifndef CLI_DISK_H
#define CLI_DISK_H

#include "model/confines.h"
#include "model/source.h"

struct disk {
	const char *beside; // the path of the document; "-": what orgc was started in
	bool anywhere;      // files outside of the repository, too
	bool is_known;      // `confines` are those of `beside`
	struct confines confines;
	// Real paths of what was read, where `arena` is not NULL.
	struct arena *arena;
	const char **inputs;
	size_t input_count, input_room;
};

// Reads the document as well. The loader is good for as long as `d` stays where it is.
struct loader disk_loader(struct disk *d);

#endif
