/** Repositories, downloads, waiting for ports: modules that talk to others. */
@NullMarked
package dev.play.modules.net;

import org.jspecify.annotations.NullMarked;
