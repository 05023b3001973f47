// What a random word is for: the upper half of the second counter word.
const INITIALISE = 1u; // @specialise
const START = 2u;      // @specialise
const ACTION = 3u;     // @specialise
const EXPLORE = 4u;    // @specialise
const OUTCOME = 5u;    // @specialise
const FRAME = 8u;      // @specialise
const IMAGINE = 9u;    // @specialise
const VETO = 10u;      // @specialise
const MISFIRE = 11u;   // @specialise
const REPLAYED = 12u;  // @specialise
const ATTEMPT = 13u;   // @specialise
const FADE = 14u;      // @specialise
