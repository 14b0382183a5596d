/**
 * As whom and with which key instances are logged in to: OS Login, or the keys in the metadata of
 * instance and project.
 */
@NullMarked
package dev.play.cloud.gce.connect.login;

import org.jspecify.annotations.NullMarked;
