@NullMarked
package dev.play.modules.web.password;

import org.jspecify.annotations.NullMarked;
