package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is logged in, and with what environment. */
final class LoginFacts {
  private static final Pattern ID = Pattern.compile("uid=(\\d+)(?:\\(([^)]*)\\))? gid=(\\d+)");

  private final Gathered gathered;

  LoginFacts(Gathered gathered) {
    this.gathered = gathered;
  }

  void into(Map<String, Value> out) {
    Matcher id = ID.matcher(gathered.text("id"));
    if (id.find()) {
      String[] real = gathered.text("rid").split(" ");
      String[] passwd = gathered.text("passwd").split(":", -1);
      String name = id.group(2) == null ? id.group(1) : id.group(2);
      out.put("user_id", Value.text(name));
      out.put("user_uid", number(id.group(1)));
      out.put("user_gid", number(id.group(3)));
      out.put("user_gecos", Value.text(passwd.length > 4 ? passwd[4] : ""));
      out.put("user_dir", Value.text(passwd.length > 5 ? passwd[5] : ""));
      out.put("user_shell", Value.text(passwd.length > 6 ? passwd[6] : ""));
      out.put("effective_user_id", number(id.group(1)));
      out.put("effective_group_id", number(id.group(3)));
      out.put("real_user_id", number(real.length > 1 ? real[0] : id.group(1)));
      out.put("real_group_id", number(real.length > 1 ? real[1] : id.group(3)));
    }
    out.put("env", environment(gathered.text("env")));
  }

  private static Value number(String digits) {
    return Value.of(Long.parseLong(digits));
  }

  /** {@code env -0} where it is known, else lines. */
  private static Value environment(String text) {
    Map<String, Value> out = new LinkedHashMap<>();
    for (String entry : text.split(text.indexOf('\0') >= 0 ? "\0" : "\n")) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        out.put(entry.substring(0, equals), Value.text(entry.substring(equals + 1)));
      }
    }
    return Value.dict(out);
  }
}
