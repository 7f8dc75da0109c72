package io.midwatch.derive.error;

import io.midwatch.model.MessageTemplate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One bug: what failures have in common that are the same bug. Equal texts give equal groups, on
 * every machine and in every version of the code that kept the names of its functions.
 *
 * <pre>
 * id                type                   message             place
 * 3f1c9a0b77d2e415  IllegalStateException  cart * is empty     com.shop.Checkout.total
 * 90be5d1121f0aa3c  503                                        checkout POST /v1/checkout
 * c1d2e3f405162738  log                    Cannot reach *      com.shop.CardClient
 * </pre>
 *
 * @param id 16 hex digits
 * @param type simple name of what was thrown, a status, or {@code log}
 * @param message template, at most {@value MessageTemplate#MOST_KEPT} characters
 * @param place the innermost call of own code; of failures without one, where they were seen
 */
public record ErrorGroup(String id, String type, String message, String place) {
  private static final int ID_BYTES = 8;
  private static final int MOST_TYPE = 200;
  private static final int MOST_PLACE = 300;

  static ErrorGroup of(String type, String message, String place) {
    String shortType = cut(type, MOST_TYPE);
    String shortPlace = cut(place, MOST_PLACE);
    MessageDigest digest = sha256();
    for (String part : new String[] {shortType, message, shortPlace}) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    String id = HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    return new ErrorGroup(id, shortType, message, shortPlace);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
