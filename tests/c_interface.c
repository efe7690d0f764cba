/* SPDX-License-Identifier: MIT */
typedef int droplet_tests_not_empty;
