/** The order business's HTTP API: catalogue, checkout, reports, uploads of order files. */
@NullMarked
package io.midwatch.demo.shop;

import org.jspecify.annotations.NullMarked;
