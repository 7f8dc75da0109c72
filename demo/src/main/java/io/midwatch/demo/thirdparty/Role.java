package io.midwatch.demo.thirdparty;

import java.util.Arrays;

/** Whose server a {@link ThirdParty} is. */
public enum Role {
  CARD_PROCESSOR("card-processor"),
  EMAIL_PROVIDER("email-provider"),
  CUSTOMERS("customers-servers");

  private final String process;

  Role(String process) {
    this.process = process;
  }

  /** The name of its process, and the argument that makes it. */
  public String process() {
    return process;
  }

  /**
   * The role of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Role of(String process) {
    return Arrays.stream(values())
        .filter(role -> role.process.equals(process))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no third party is named " + process));
  }
}
