using ChatBot.Application.Attendance;
using ChatBot.Application.Cards;
using ChatBot.Application.Channels;
using ChatBot.Application.CheckIn;
using ChatBot.Application.Disputes;
using ChatBot.Application.Escalation;
using ChatBot.Application.Leave;
using ChatBot.Application.Ledger;
using ChatBot.Application.Outbox;
using ChatBot.Application.Points;
using ChatBot.Application.Roster;
using ChatBot.Application.Routing;
using ChatBot.Application.Sessions;
using ChatBot.Application.SignUp;
using ChatBot.Application.Study;
using ChatBot.Application.Telemetry;
using ChatBot.Application.Turns;
using ChatBot.Application.Undo;
using ChatBot.Application.Upkeep;
using ChatBot.Application.UseCases;
using ChatBot.Domain.Roster;
using ChatBot.Domain.Study;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatBot.Application;

/// <summary>Registers the use cases, choice sources, renderers and the two engines: turns and outbox.</summary>
public static class ApplicationServices
{
    /// <summary>Everything in this project; ports come from Storage, the handler and the wording from Conversation.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, TimeOrderedIds>();
        services.AddMetrics();
        services.AddSingleton<BotTelemetry>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<ITurnRunner, TurnRunner>();
        services.AddSingleton<OutboxRenderers>();
        services.AddSingleton<OutboxPost>();
        services.AddSingleton<OutboxDispatcher>();
        services.TryAddSingleton<LastHeard>();
        services.AddSingleton<Audiences>();
        services.AddSingleton<RouteHealth>();
        services.AddSingleton<BudgetBook>();
        services.AddSingleton(Channels);
        services.AddSingleton<RouteTable>();
        services.AddSingleton<BudgetCatalogue>();
        services.AddSingleton<QuotaWatch>();
        services.AddSingleton<Delivery>();
        services.AddSingleton<Merging>();
        services.AddSingleton<SessionLookup>();
        services.AddSingleton<AnswerReader>();
        services.AddSingleton<SheetReader>();
        services.AddSingleton<EscalationBooks>();
        services.AddSingleton<StepFacts>();
        services.AddSingleton<PendingLeaveChoices>();
        services.AddSingleton<OpenDisputes>();
        services.AddSingleton<ProposedSteps>();
        services.AddSingleton<PendingClaims>();
        services.AddSingleton<RecurringRows>();
        services.AddSingleton<IUpkeepJob, PlanPointsWindows>();
        services.AddSingleton<IUpkeepJob, PlanInactivityChecks>();
        return services.AddUseCases().AddChoices().AddRenderers().AddUndo();
    }

    // Whatever a channel sends in private has its buttons numbered where the route has none.
    private static ChannelRegistry Channels(IServiceProvider services) =>
        new(services.GetServices<IChannel>().Select(channel => ActivatorUtilities.CreateInstance<OfferingChannel>(services, channel)));

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .UseCase<ListSessions>().UseCase<ShowSession>().UseCase<CreateSession>().UseCase<ChangeSession>().UseCase<CancelSession>()
        .UseCase<ShowAnswers>().UseCase<RemindSilent>()
        .UseCase<JoinSession>().UseCase<LeaveSession>()
        .UseCase<RequestLeave>().UseCase<WithdrawLeave>().UseCase<DecideLeave>().UseCase<ListPendingLeave>().UseCase<ListOwnLeave>()
        .UseCase<CheckInSelf>().UseCase<CheckInOther>().UseCase<ShowCheckInCode>()
        .UseCase<ShowSheet>().UseCase<MarkAttendance>().UseCase<ConfirmAttendance>().UseCase<CorrectAttendance>()
        .UseCase<ShowOwnAttendance>().UseCase<ExplainAttendance>()
        .UseCase<ListStepTodos>().UseCase<SendStep>().UseCase<DropStep>().UseCase<RecordTalk>()
        .UseCase<OpenDispute>().UseCase<WithdrawDispute>().UseCase<DecideDispute>().UseCase<ListDisputes>()
        .UseCase<ClaimPoints>().UseCase<WithdrawClaim>().UseCase<DecideClaim>().UseCase<ListClaims>().UseCase<ShowOwnPoints>()
        .UseCase<ShowPointsItems>().UseCase<SetPointsItem>().UseCase<ShowRanking>().UseCase<PublishPoints>()
        .UseCase<DraftMaterial>().UseCase<ApproveMaterial>().UseCase<WithdrawMaterial>().UseCase<ListMaterial>().UseCase<ReadMaterial>()
        .UseCase<ShowRoster>().UseCase<BindGroup>().UseCase<BindWebhook>().UseCase<ShowStatus>().UseCase<ShowQuota>()
        .UseCase<UndoLast>();

    private static IServiceCollection AddChoices(this IServiceCollection services)
    {
        foreach (var source in SessionChoices.All.Concat(RosterChoices.All))
        {
            services.AddSingleton(source);
        }

        services.AddSingleton<IChoiceSource, JoinedSessions>();
        services.AddSingleton<IChoiceSource>(p => p.GetRequiredService<PendingLeaveChoices>());
        services.AddSingleton<IChoiceSource, OwnOpenLeave>();
        services.AddSingleton<IChoiceSource, DisputableSessions>();
        services.AddSingleton<IChoiceSource>(p => p.GetRequiredService<OpenDisputes>());
        services.AddSingleton<IChoiceSource, OwnOpenDisputes>();
        services.AddSingleton<IChoiceSource>(p => p.GetRequiredService<ProposedSteps>());
        services.AddSingleton<IChoiceSource, SentSteps>();
        services.AddSingleton<IChoiceSource>(p => p.GetRequiredService<PendingClaims>());
        services.AddSingleton<IChoiceSource, OwnPendingClaims>();
        services.AddSingleton<IChoiceSource, PointsItemChoices>();
        return services
            .Materials("study.published", (m, _) => m.State == MaterialState.Published)
            .Materials("study.drafts", (m, scope) => m.State == MaterialState.Draft
                && Rights.May(scope.Actor, BotAction.ApproveMaterial, new RightsSubject(Drafter: m.DraftedBy)))
            .Materials("study.own", (m, scope) => m.State != MaterialState.Withdrawn
                && (m.DraftedBy == scope.Actor.Id || scope.Actor.Has(Roles.Secretary)));
    }

    private static IServiceCollection AddRenderers(this IServiceCollection services)
    {
        services.AddSingleton<IOutboxRenderer, SessionRenderer>();
        services.AddSingleton<IOutboxRenderer, SessionWork>();
        services.AddSingleton<IOutboxRenderer, SignUpRenderer>();
        services.AddSingleton<IOutboxRenderer, LeaveRenderer>();
        services.AddSingleton<IOutboxRenderer, AttendanceRenderer>();
        services.AddSingleton<IOutboxRenderer, EscalationRenderer>();
        services.AddSingleton<IOutboxRenderer, InactivityWork>();
        services.AddSingleton<IOutboxRenderer, DisputeRenderer>();
        services.AddSingleton<IOutboxRenderer, PointsRenderer>();
        services.AddSingleton<IOutboxRenderer, StudyRenderer>();
        services.AddSingleton<IOutboxRenderer, RouteRenderer>();
        services.AddSingleton<IOutboxRenderer>(p => p.GetRequiredService<CardRefresher>());
        services.AddSingleton<CardRefresher>();
        services.AddSingleton<StepCard>();
        services.AddSingleton<ICardRenderer, LeaveCard>();
        services.AddSingleton<ICardRenderer, SessionCard>();
        services.AddSingleton<ICardRenderer>(p => p.GetRequiredService<StepCard>());
        services.AddSingleton<ICardRenderer, DisputeCard>();
        services.AddSingleton<ICardRenderer, ClaimCard>();
        services.AddSingleton<ICardRenderer, MaterialCard>();
        return services;
    }

    private static IServiceCollection AddUndo(this IServiceCollection services)
    {
        services.AddSingleton<IUndoHandler, UndoSessions>();
        services.AddSingleton<IUndoHandler, UndoAttendance>();
        services.AddSingleton<IUndoHandler, UndoAnswers>();
        services.AddSingleton<IUndoHandler, UndoDecisions>();
        services.AddSingleton<IUndoHandler, UndoWithdrawals>();
        return services;
    }

    private static IServiceCollection UseCase<T>(this IServiceCollection services)
        where T : class, IUseCase
    {
        services.AddSingleton<T>();
        return services.AddSingleton<IUseCase>(p => p.GetRequiredService<T>());
    }

    private static IServiceCollection Materials(this IServiceCollection services, string name, Func<Material, TurnScope, bool> filter) =>
        services.AddSingleton<IChoiceSource>(p => new MaterialChoices(name, p.GetRequiredService<IStudyReader>(), filter));
}
