/** The list of services and one service. */
@NullMarked
package io.midwatch.ui.services;

import org.jspecify.annotations.NullMarked;
