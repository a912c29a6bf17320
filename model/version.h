// The version of orgc: the one place, from which packages and reports take it.
#ifndef MODEL_VERSION_H
#define MODEL_VERSION_H

#define ORGC_VERSION "0.1.0"

#endif
