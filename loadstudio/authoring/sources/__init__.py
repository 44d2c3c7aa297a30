"""Where sent values come from: which answer said them first, and how they are taken from it."""
