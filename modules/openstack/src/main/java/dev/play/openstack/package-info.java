/** The servers of OpenStack clouds as an inventory. */
@NullMarked
package dev.play.openstack;

import org.jspecify.annotations.NullMarked;
