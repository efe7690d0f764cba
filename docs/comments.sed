# SPDX-License-Identifier: MIT
#
# The headers' comments as Doxygen knows them; `sed -Ez` gives the whole file at once.
# The head documents the file.
s,^/[*] SPDX[^\n]*,/** @file,
s,^// SPDX[^\n]*,/// @file,
:head
s,^((///[^\n]*\n)+)//([^/]),\1///\3,
thead
# In C a comment documents what follows at once, unless that is an #if.
s,(\n *)/[*] (([^*]|[*][^/])*[*]/\n *(#define|[^# \n])),\1/** \2,g
# At the end of a line it documents what stands before.
s,([^ }\n] +)/[*] ,\1/**< ,g
s,([^ /}\n] +)// ,\1///< ,g
# Doxygen takes what follows an array's extent for its name.
s,\] DROPLET_EMPTY_;,];,g
