@NullMarked
package dev.play.modules.system.account;

import org.jspecify.annotations.NullMarked;
