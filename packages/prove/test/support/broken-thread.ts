throw new Error("this configuration cannot be loaded");
