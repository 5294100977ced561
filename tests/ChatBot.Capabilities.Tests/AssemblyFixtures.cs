using ChatBot.TestKit;

// One database for all tests; each works in a branch of its own, and each class has a clock of its own.
[assembly: AssemblyFixture(typeof(StoreFixture))]
