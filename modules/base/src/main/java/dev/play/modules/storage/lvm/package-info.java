/** LVM's tools: what they say and how they are called. */
@NullMarked
package dev.play.modules.storage.lvm;

import org.jspecify.annotations.NullMarked;
