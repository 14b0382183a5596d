/** How the docker client is asked and told. */
@NullMarked
package dev.play.modules.containers.docker;

import org.jspecify.annotations.NullMarked;
