package io.midwatch.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is written into a box of the map stays in it. */
class BoxNameTest {
  private static final int ROOM = 158;

  @Test
  void aNameThatHasRoomStaysWhole() {
    assertThat(BoxName.of("hooks.blackmesa.example", ROOM)).isEqualTo("hooks.blackmesa.example");
    assertThat(BoxName.of("", ROOM)).isEmpty();
  }

  @Test
  void wideLettersHaveRoomForFewerThanNarrowOnes() {
    assertThat(BoxName.of("hooks.massive-dynamic.example", ROOM))
        .isEqualTo("hooks.massive-dynamic.…");
    assertThat(BoxName.of("m".repeat(40), ROOM)).isEqualTo("m".repeat(13) + "…");
    assertThat(BoxName.of("i".repeat(40), ROOM)).isEqualTo("i".repeat(40));
    assertThat(BoxName.of("订".repeat(40), ROOM)).isEqualTo("订".repeat(11) + "…");
  }

  @Test
  void noLetterIsTakenApart() {
    assertThat(BoxName.of("🐑".repeat(40), ROOM)).isEqualTo("🐑".repeat(11) + "…");
  }
}
