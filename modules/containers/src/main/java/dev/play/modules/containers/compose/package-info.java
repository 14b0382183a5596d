/** Reading what docker compose would do, without asking it to. */
@NullMarked
package dev.play.modules.containers.compose;

import org.jspecify.annotations.NullMarked;
