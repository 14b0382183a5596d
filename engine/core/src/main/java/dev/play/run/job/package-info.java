/**
 * Jobs that tasks with {@code async} leave running on their hosts: how they are started, where they
 * keep what becomes of them, and how they are asked.
 */
@NullMarked
package dev.play.run.job;

import org.jspecify.annotations.NullMarked;
