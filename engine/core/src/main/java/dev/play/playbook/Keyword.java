package dev.play.playbook;

import static dev.play.playbook.Keyword.In.BLOCK;
import static dev.play.playbook.Keyword.In.HANDLER;
import static dev.play.playbook.Keyword.In.IMPORT;
import static dev.play.playbook.Keyword.In.PLAY;
import static dev.play.playbook.Keyword.In.ROLE;
import static dev.play.playbook.Keyword.In.TASK;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keywords of plays, roles, blocks and tasks (docs.ansible.com, "Playbook Keywords"). The
 * constant in lower case is the keyword.
 */
public enum Keyword {
  ACTION(KeywordType.ANY, TASK, HANDLER),
  ALWAYS(KeywordType.LIST, BLOCK),
  ANY_ERRORS_FATAL(KeywordType.BOOL, PLAY, ROLE, BLOCK, TASK, HANDLER),
  ARGS(KeywordType.DICT, TASK, HANDLER),
  ASYNC(KeywordType.NUMBER, TASK, HANDLER),
  BECOME(KeywordType.BOOL, PLAY, ROLE, BLOCK, TASK, HANDLER),
  BECOME_EXE(KeywordType.TEXT, PLAY, ROLE, BLOCK, TASK, HANDLER),
  BECOME_FLAGS(KeywordType.TEXT, PLAY, ROLE, BLOCK, TASK, HANDLER),
  BECOME_METHOD(KeywordType.TEXT, PLAY, ROLE, BLOCK, TASK, HANDLER),
  BECOME_USER(KeywordType.TEXT, PLAY, ROLE, BLOCK, TASK, HANDLER),
  BLOCK_(KeywordType.LIST, BLOCK),
  CHANGED_WHEN(KeywordType.CONDITION, TASK, HANDLER),
  CHECK_MODE(KeywordType.BOOL, PLAY, ROLE, BLOCK, TASK, HANDLER),
  COLLECTIONS(KeywordType.TEXTS, PLAY, ROLE, BLOCK, TASK, HANDLER),
  CONNECTION(KeywordType.TEXT, PLAY, ROLE, BLOCK, TASK, HANDLER),
  DEBUGGER(KeywordType.TEXT, PLAY, ROLE, BLOCK, TASK, HANDLER),
  DELAY(KeywordType.NUMBER, TASK, HANDLER),
  DELEGATE_FACTS(KeywordType.BOOL, ROLE, BLOCK, TASK, HANDLER),
  DELEGATE_TO(KeywordType.TEXT, ROLE, BLOCK, TASK, HANDLER),
  DIFF(KeywordType.BOOL, PLAY, ROLE, BLOCK, TASK, HANDLER),
  ENVIRONMENT(KeywordType.DICTS, PLAY, ROLE, BLOCK, TASK, HANDLER),
  FACT_PATH(KeywordType.TEXT, PLAY),
  FAILED_WHEN(KeywordType.CONDITION, TASK, HANDLER),
  FORCE_HANDLERS(KeywordType.BOOL, PLAY),
  GATHER_FACTS(KeywordType.BOOL, PLAY),
  GATHER_SUBSET(KeywordType.TEXTS, PLAY),
  GATHER_TIMEOUT(KeywordType.NUMBER, PLAY),
  HANDLERS(KeywordType.LIST, PLAY),
  HOSTS(KeywordType.TEXTS, PLAY),
  IGNORE_ERRORS(KeywordType.BOOL, PLAY, ROLE, BLOCK, TASK, HANDLER),
  IGNORE_UNREACHABLE(KeywordType.BOOL, PLAY, ROLE, BLOCK, TASK, HANDLER),
  IMPORT_PLAYBOOK(KeywordType.TEXT, IMPORT),
  LISTEN(KeywordType.TEXTS, HANDLER),
  LOCAL_ACTION(KeywordType.ANY, TASK, HANDLER),
  LOOP(KeywordType.ANY, TASK, HANDLER),
  LOOP_CONTROL(KeywordType.DICT, TASK, HANDLER),
  MAX_FAIL_PERCENTAGE(KeywordType.NUMBER, PLAY),
  MODULE_DEFAULTS(KeywordType.DICTS, PLAY, ROLE, BLOCK, TASK, HANDLER),
  NAME(KeywordType.TEXT, PLAY, ROLE, BLOCK, TASK, HANDLER, IMPORT),
  NO_LOG(KeywordType.BOOL, PLAY, ROLE, BLOCK, TASK, HANDLER),
  NOTIFY(KeywordType.TEXTS, BLOCK, TASK, HANDLER),
  ORDER(KeywordType.TEXT, PLAY),
  POLL(KeywordType.NUMBER, TASK, HANDLER),
  PORT(KeywordType.NUMBER, PLAY, ROLE, BLOCK, TASK, HANDLER),
  POST_TASKS(KeywordType.LIST, PLAY),
  PRE_TASKS(KeywordType.LIST, PLAY),
  REGISTER(KeywordType.TEXT, TASK, HANDLER),
  REMOTE_USER(KeywordType.TEXT, PLAY, ROLE, BLOCK, TASK, HANDLER),
  RESCUE(KeywordType.LIST, BLOCK),
  RETRIES(KeywordType.NUMBER, TASK, HANDLER),
  ROLE_(KeywordType.TEXT, ROLE),
  ROLES(KeywordType.LIST, PLAY),
  RUN_ONCE(KeywordType.BOOL, PLAY, ROLE, BLOCK, TASK, HANDLER),
  SERIAL(KeywordType.ANY, PLAY),
  STRATEGY(KeywordType.TEXT, PLAY),
  TAGS(KeywordType.TEXTS, PLAY, ROLE, BLOCK, TASK, HANDLER, IMPORT),
  TASKS(KeywordType.LIST, PLAY),
  THROTTLE(KeywordType.NUMBER, PLAY, ROLE, BLOCK, TASK, HANDLER),
  TIMEOUT(KeywordType.NUMBER, PLAY, ROLE, BLOCK, TASK, HANDLER),
  UNTIL(KeywordType.CONDITION, TASK, HANDLER),
  USER(KeywordType.TEXT, PLAY),
  VARS(KeywordType.DICTS, PLAY, ROLE, BLOCK, TASK, HANDLER, IMPORT),
  VARS_FILES(KeywordType.ANY, PLAY),
  VARS_PROMPT(KeywordType.DICTS, PLAY),
  WHEN(KeywordType.CONDITION, ROLE, BLOCK, TASK, HANDLER, IMPORT);

  /** Where a keyword may stand. */
  public enum In {
    PLAY("a play"),
    ROLE("a role"),
    BLOCK("a block"),
    TASK("a task"),
    HANDLER("a handler"),
    IMPORT("an import_playbook");

    private final String words;

    In(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /** As Ansible calls it: {@code a Play}. */
    String title() {
      int noun = words.indexOf(' ') + 1;
      return words.substring(0, noun)
          + Character.toUpperCase(words.charAt(noun))
          + words.substring(noun + 1);
    }
  }

  private static final Map<String, Keyword> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Keyword::text, k -> k));

  private final KeywordType type;
  private final Set<In> places;

  Keyword(KeywordType type, In first, In... more) {
    this.type = type;
    this.places = EnumSet.of(first, more);
  }

  /** As it is written. */
  public String text() {
    String name = name().toLowerCase(Locale.ROOT);
    return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
  }

  KeywordType type() {
    return type;
  }

  /** The keyword of this name that may stand in this place. */
  static Optional<Keyword> find(String name, In place) {
    return Optional.ofNullable(BY_NAME.get(name)).filter(k -> k.places.contains(place));
  }

  /** Whether it is a keyword anywhere. */
  static boolean isKeyword(String name) {
    return BY_NAME.containsKey(name);
  }

  /** What may stand there. */
  static List<String> names(In place) {
    return Arrays.stream(values())
        .filter(k -> k.places.contains(place))
        .map(Keyword::text)
        .sorted()
        .toList();
  }

  @Override
  public String toString() {
    return text();
  }
}
