using ChatBot.Conversation.Activities;
using ChatBot.Conversation.Choices;
using ChatBot.Conversation.Commands;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Forms;
using ChatBot.Conversation.Sentences;
using ChatBot.Conversation.Turns;
using ChatBot.Conversation.Understanding;
using ChatBot.Conversation.Understanding.MeetingTimes;
using ChatBot.Conversation.Wording;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ChatBot.Conversation;

/// <summary>Registers the bot: wording, commands, understanding, dialogs, and the handler of turns.</summary>
public static class ConversationServices
{
    /// <summary>
    /// Everything in this project. Files under <paramref name="dialogsFolder"/> are read when first needed and again when
    /// they change; use cases and choice sources come from the Application.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="dialogsFolder">The <c>dialogs</c> folder.</param>
    public static IServiceCollection AddConversation(this IServiceCollection services, string dialogsFolder)
    {
        services.TryAddSingleton(TimeProvider.System);
        AddWording(services, dialogsFolder);
        AddUnderstanding(services, dialogsFolder);
        AddCommands(services, dialogsFolder);
        AddDialogs(services, dialogsFolder);
        AddForms(services);
        AddTurns(services);
        return services;
    }

    private static void AddWording(IServiceCollection services, string folder)
    {
        services.AddSingleton(p =>
        {
            var logger = p.GetRequiredService<ILogger<WordingLibrary>>();
            return Live(p, folder, [WordingLibrary.FileName], faults => WordingLibrary.Load(folder, faults, strict: false, logger));
        });
        services.AddSingleton<LiveWording>();
        services.AddSingleton<IWording>(p => p.GetRequiredService<LiveWording>());
        services.AddSingleton<IWordingKeys>(p => p.GetRequiredService<LiveWording>());
    }

    private static void AddUnderstanding(IServiceCollection services, string folder)
    {
        services.AddSingleton(new MeetingTimeReader());
        services.AddSingleton(p => Live(p, folder, [IntentDefinition.FileName], faults => new Understander(IntentLibrary.Load(folder, faults))));
        services.AddSingleton<ITimeWords, MeetingTimeWords>();
        services.AddSingleton<ITimeHintReader, TimeHintReader>();
        services.AddSingleton<ISentenceReader, SentenceReader>();
    }

    private static void AddCommands(IServiceCollection services, string folder)
    {
        services.AddSingleton(p => Live(p, folder, [CommandGrammar.FileName], faults => CommandGrammar.Load(folder, faults)));
        services.AddSingleton<IFormCatalogue, FormCatalogue>();
        services.AddSingleton<ICommandInterpreter>(p =>
        {
            var grammar = p.GetRequiredService<LiveFiles<CommandGrammar>>();
            return new CommandInterpreter(
                () => grammar.Current, p.GetServices<IChoiceSource>(), p.GetRequiredService<ITimeWords>(), p.GetRequiredService<IFormCatalogue>(), p.GetRequiredService<UseCaseCatalogue>());
        });
    }

    private static void AddDialogs(IServiceCollection services, string folder)
    {
        services.AddSingleton(p =>
        {
            var known = new KnownNames(
                p.GetRequiredService<DeclaredNames>().UseCases, p.GetRequiredService<ChoiceLists>().Names, p.GetRequiredService<LiveWording>().Has)
            {
                Catalogue = p.GetRequiredService<UseCaseCatalogue>(),
            };
            return Live(p, folder, DialogLibrary.FileNames, faults =>
            {
                var (library, found) = DialogLibrary.Load(folder, known);
                faults.AddRange(found);
                return library;
            });
        });
        services.AddSingleton<ILiveDialogs, LiveDialogLibrary>();
        services.AddSingleton(p =>
        {
            var dialogs = p.GetRequiredService<ILiveDialogs>();
            return new ChoiceResolver(p.GetRequiredService<ITimeHintReader>(), () => dialogs.Library.Words);
        });
    }

    private static void AddForms(IServiceCollection services)
    {
        services.AddSingleton<ChoiceLists>();
        services.AddSingleton<UseCaseRunner>();
        services.AddSingleton<SlotAnswerReader>();
        services.AddSingleton<SlotFilling>();
        services.AddSingleton<FormQuestions>();
        services.AddSingleton<FormEnding>();
        services.AddSingleton<FormProgress>();
        services.AddSingleton<FormFiles>();
        services.AddSingleton<FormStart>();
        services.AddSingleton<FormCorrections>();
        services.AddSingleton<FormSteering>();
        services.AddSingleton<FormAnswers>();
        services.AddSingleton<IOutboxRenderer, PrivatePrompts>();

        // What a person said in a group is gone on with in private: an answer.
        services.AddSingleton(new OutboxKind(PrivatePrompts.PromptKind, MessageClass.Decision));
        services.AddSingleton(new OutboxKind(PrivatePrompts.ReceiptKind, MessageClass.Decision));
    }

    private static void AddTurns(IServiceCollection services)
    {
        services.AddSingleton<Expiry>();
        services.AddSingleton<NumberedAnswers>();
        services.AddSingleton<CommandTurns>();
        services.AddSingleton<Previews>();
        services.AddSingleton<Doubts>();
        services.AddSingleton<Beginnings>();
        services.AddSingleton<FormTurns>();
        services.AddSingleton<ListPicks>();
        services.AddSingleton<FileTurns>();
        services.AddSingleton<TurnFlow>();
        services.AddSingleton<Answers>();
        services.TryAddSingleton<LastHeard>();
        services.AddSingleton<DialogTurnHandler>();
        services.AddSingleton<BranchBot>();
        services.AddSingleton<ITurnHandler, TurnAdapter>();
        services.AddSingleton<PushAdapter>();
        services.AddSingleton<IChannelWrapper, PushPipeline>();
    }

    private static LiveFiles<T> Live<T>(IServiceProvider provider, string dialogs, IReadOnlyList<string> names, Func<List<Fault>, T> load)
        where T : class =>
        new(
            dialogs,
            names,
            () =>
            {
                var faults = new List<Fault>();
                return (load(faults), faults);
            },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LiveFiles<T>>>());
}
