package dev.play.host;

import java.util.List;

/** A group as getent(1) tells it. */
public record GroupInfo(String name, long gid, List<String> members) {}
