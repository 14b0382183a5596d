/** What a container is to be like, and what it is like. */
@NullMarked
package dev.play.modules.containers.container;

import org.jspecify.annotations.NullMarked;
