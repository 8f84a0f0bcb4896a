// Starts the bundle. Gate scripts inside it see that they are not the program and stay quiet.
import "../../.phasegate/bundle/suite.mjs";
