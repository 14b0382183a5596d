package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.Map;

/** The host's clock, read once in its time zone and once in UTC. */
final class DateTimeFacts {
  private DateTimeFacts() {}

  static void into(Map<String, Value> out, Gathered gathered) {
    String[] d = gathered.text("date").split(" ");
    String utc = gathered.text("utc");
    if (d.length < 13 || utc.length() < 19) {
      return;
    }
    String nanos = d.length > 13 && d[13].matches("\\d{9}") ? d[13] : "000000000";
    String micros = nanos.substring(0, 6);
    String basic = d[0] + d[1] + d[2] + "T" + d[3] + d[4] + d[5];
    out.put(
        "date_time",
        Value.dictOf(
            "year",
            d[0],
            "month",
            d[1],
            "weekday",
            d[9],
            "weekday_number",
            d[11].equals("7") ? "0" : d[11],
            "weeknumber",
            d[12],
            "day",
            d[2],
            "hour",
            d[3],
            "minute",
            d[4],
            "second",
            d[5],
            "epoch",
            d[6],
            "epoch_int",
            d[6],
            "date",
            d[0] + "-" + d[1] + "-" + d[2],
            "time",
            d[3] + ":" + d[4] + ":" + d[5],
            "iso8601_micro",
            utc + "." + micros + "Z",
            "iso8601",
            utc + "Z",
            "iso8601_basic",
            basic + micros,
            "iso8601_basic_short",
            basic,
            "tz",
            d[7],
            "tz_dst",
            d[7],
            "tz_offset",
            d[8]));
  }
}
