@NullMarked
package dev.play.modules.system.cron;

import org.jspecify.annotations.NullMarked;
