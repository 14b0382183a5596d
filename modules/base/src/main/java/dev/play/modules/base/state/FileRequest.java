package dev.play.modules.base.state;

import dev.play.host.HostPath;
import dev.play.modules.base.file.FileAttributes;

/**
 * What a task asks of one path.
 *
 * @param follow act on what a link points to
 * @param force make links to nothing, and in place of files
 */
public record FileRequest(
    HostPath path, FileAttributes attributes, boolean follow, boolean force, Times times) {}
