/**
 * Playbooks made ready to run: roles and static imports expanded, keywords, arguments and templates
 * parsed and checked, nothing evaluated. Immutable and shared by all hosts.
 */
@NullMarked
package dev.play.compile;

import org.jspecify.annotations.NullMarked;
