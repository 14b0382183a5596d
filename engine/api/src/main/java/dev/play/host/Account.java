package dev.play.host;

import java.util.List;
import java.util.Optional;

/**
 * A user as the host's databases tell it (passwd(5), shadow(5), group(5)).
 *
 * @param groups names of the supplementary groups, without the primary one
 * @param primaryGroup name, or the number where it has none
 * @param passwordHash shadow's field, where the asker may read it
 * @param expires days since the epoch after which the account is closed
 */
public record Account(
    String name,
    long uid,
    long gid,
    String primaryGroup,
    String comment,
    String home,
    String shell,
    List<String> groups,
    Optional<String> passwordHash,
    Optional<Long> expires,
    Optional<Long> passwordMinDays,
    Optional<Long> passwordMaxDays,
    Optional<Long> passwordWarnDays) {}
