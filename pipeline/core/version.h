/* The version that --version prints and the ledger keeps. */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H

#define CHISO_VERSION "0.1.0"

#endif
