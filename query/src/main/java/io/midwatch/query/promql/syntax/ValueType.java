package io.midwatch.query.promql.syntax;

/** The types an expression can have. */
public enum ValueType {
  SCALAR("scalar", "scalar"),
  STRING("string", "string"),
  VECTOR("instant vector", "vector"),
  MATRIX("range vector", "matrix");

  private final String words;
  private final String wireName;

  ValueType(String words, String wireName) {
    this.words = words;
    this.wireName = wireName;
  }

  /** As error messages say it. */
  public String words() {
    return words;
  }

  /** As the HTTP API says it. */
  public String wireName() {
    return wireName;
  }
}
