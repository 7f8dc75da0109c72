package io.midwatch.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathIdTest {
  @Test
  void plainValueIsItsOwnId() {
    assertThat(PathId.of("checkout-api_2".replace('_', '.'))).isEqualTo("checkout-api.2");
    assertThat(PathId.ofService("shop/checkout")).isEqualTo("shop~checkout");
  }

  @Test
  void otherValueIsSlugAndHash() {
    assertThat(PathId.of("POST /v1/checkout")).matches("post-v1-checkout-[0-9a-f]{8}");
    assertThat(PathId.of("日本")).matches("id-[0-9a-f]{8}");
    assertThat(PathId.of("..")).doesNotContain("..");
    assertThat(PathId.of("")).matches("id-[0-9a-f]{8}");
    assertThat(PathId.of("x".repeat(500))).hasSizeLessThan(60);
  }

  @Test
  void valuesWithOneSlugHaveTwoIds() {
    assertThat(PathId.of("a b")).isNotEqualTo(PathId.of("a/b"));
  }
}
