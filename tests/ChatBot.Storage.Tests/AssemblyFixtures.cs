using ChatBot.TestKit;

// One database for all tests; each works in a branch of its own. Tests of what runs across branches take a fixture of their own.
[assembly: AssemblyFixture(typeof(StoreFixture))]
