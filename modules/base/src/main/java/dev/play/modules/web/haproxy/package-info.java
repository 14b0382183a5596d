/** HAProxy's servers as its socket tells of them. */
@NullMarked
package dev.play.modules.web.haproxy;

import org.jspecify.annotations.NullMarked;
