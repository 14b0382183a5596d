/** Asking for things by HTTP from the host, with curl or what stands for it. */
@NullMarked
package dev.play.modules.net.http;

import org.jspecify.annotations.NullMarked;
