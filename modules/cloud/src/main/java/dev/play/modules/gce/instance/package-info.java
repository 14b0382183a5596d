/** What instances are made of and how they are changed. */
@NullMarked
package dev.play.modules.gce.instance;

import org.jspecify.annotations.NullMarked;
