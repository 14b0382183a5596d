package dev.play.modules.storage.lvm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size as lvcreate(8) and lvextend(8) take it.
 *
 * @param sign {@code +}, {@code -} or nothing
 * @param unit a letter, by 1024 each; m unless given
 * @param whole what a percentage is of: VG, PVS, FREE, ORIGIN; empty for no percentage
 */
public record VolumeSize(String sign, BigDecimal number, String unit, String whole) {
  private static final Pattern PERCENT = Pattern.compile("([+-]?)(\\d{1,9})%(VG|PVS|FREE|ORIGIN)");
  private static final Pattern ABSOLUTE =
      Pattern.compile("([+-]?)(\\d{1,18}(?:\\.\\d{1,9})?)([bBsSkKmMgGtTpPeE]?)");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static VolumeSize parse(String text) {
    if (text.contains("%")) {
      Matcher percent = PERCENT.matcher(text);
      if (!percent.matches()) {
        throw new IllegalArgumentException("Specify extents as a percentage of VG|PVS|FREE|ORIGIN");
      }
      BigDecimal number = new BigDecimal(percent.group(2));
      if (number.intValue() > 100) {
        throw new IllegalArgumentException("Size percentage cannot be larger than 100%");
      }
      return new VolumeSize(percent.group(1), number, "", percent.group(3));
    }
    Matcher absolute = ABSOLUTE.matcher(text);
    if (!absolute.matches()) {
      throw new IllegalArgumentException("Bad size specification of '" + text + "'");
    }
    String unit = absolute.group(3).isEmpty() ? "m" : absolute.group(3);
    return new VolumeSize(absolute.group(1), new BigDecimal(absolute.group(2)), unit, "");
  }

  public boolean isRelative() {
    return !sign.isEmpty();
  }

  public boolean isPercentage() {
    return !whole.isEmpty();
  }

  /** As the tools take it: the option and its value, with the sign or without. */
  public String[] option(boolean signed) {
    String plain = number.toPlainString() + (isPercentage() ? "%" + whole : unit);
    return new String[] {isPercentage() ? "-l" : "-L", signed ? sign + plain : plain};
  }

  /**
   * What it comes to for a volume that is there, in bytes; whole extents of a percentage.
   *
   * @param now the volume's size
   */
  public long bytes(Lvm.Group group, long now) {
    long of = whole.equals("FREE") ? group.free() : group.size();
    long own =
        isPercentage()
            ? BigDecimal.valueOf(of)
                .multiply(number)
                .divide(BigDecimal.valueOf(100), RoundingMode.FLOOR)
                .longValue()
            : absolute();
    long wanted = sign.equals("+") ? now + own : sign.equals("-") ? now - own : own;
    return isPercentage() && group.extent() > 0 ? wanted - wanted % group.extent() : wanted;
  }

  private long absolute() {
    String letter = unit.toLowerCase(Locale.ROOT);
    BigDecimal of =
        switch (letter) {
          case "b" -> BigDecimal.ONE;
          case "s" -> BigDecimal.valueOf(512);
          default -> BigDecimal.valueOf(1024).pow("kmgtpe".indexOf(letter) + 1);
        };
    return number.multiply(of).setScale(0, RoundingMode.CEILING).longValue();
  }
}
