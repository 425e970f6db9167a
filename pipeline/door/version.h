/* The version that --version prints and the ledger keeps. */
#ifndef DOOR_VERSION_H
#define DOOR_VERSION_H

#define CHISO_VERSION "0.1.0"

#endif
