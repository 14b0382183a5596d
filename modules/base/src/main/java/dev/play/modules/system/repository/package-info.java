/** What apt's repository modules share. */
@NullMarked
package dev.play.modules.system.repository;

import org.jspecify.annotations.NullMarked;
