@NullMarked
package dev.play.modules.system.repository;

import org.jspecify.annotations.NullMarked;
